import { type Value } from "./values/value";

/** Where it came from is nobody's to know, and to find that out takes longer than a function. */
class Signal extends Error {
  constructor(message?: string) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** `return`: ends the function or the script block; its output is written already. */
export class ReturnSignal extends Signal {}

/** `break` or `continue`, without a label. */
export class LoopSignal extends Signal {
  constructor(readonly kind: "break" | "continue") {
    super(kind);
  }
}

/** `exit`: ends the process with this code. */
export class ExitSignal extends Signal {
  constructor(readonly code: number) {
    super(`exit ${code}`);
  }
}

/** Takes what a statement writes to the pipeline, one item at a time. */
export type Emit = (value: Value) => void;
