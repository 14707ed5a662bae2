import { ReturnSignal } from "../flow";

/** Runs a block's statements; `return` ends it. */
export function untilReturn(work: () => void): void {
  try {
    work();
  } catch (signal) {
    if (!(signal instanceof ReturnSignal)) throw signal;
  }
}
