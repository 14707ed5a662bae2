/** What is wrong with a schedule as it was written. `reason` says what was expected. */
export interface ScheduleFault {
  readonly reason: string;
}

/** Whether reading a schedule gave a fault. */
export function isScheduleFault<T extends object>(
  parsed: T | ScheduleFault,
): parsed is ScheduleFault {
  return "reason" in parsed;
}

/** Thrown inside a parser where it can go no further; never leaves {@link faultOf}. */
export class Refusal extends Error {}

/** What the parser gives, or its refusal as a fault. */
export function faultOf<T>(parser: () => T): T | ScheduleFault {
  try {
    return parser();
  } catch (error) {
    if (error instanceof Refusal) return { reason: error.message };
    throw error;
  }
}
