import { type Value } from "./values/value";

/** `return`: ends the function or the script block; its output is written already. */
export class ReturnSignal extends Error {}

/** `break` or `continue`, without a label. */
export class LoopSignal extends Error {
  constructor(readonly kind: "break" | "continue") {
    super(kind);
  }
}

/** `exit`: ends the process with this code. */
export class ExitSignal extends Error {
  constructor(readonly code: number) {
    super(`exit ${code}`);
  }
}

/** Takes what a statement writes to the pipeline, one item at a time. */
export type Emit = (value: Value) => void;
