/** The supervisor's clock, all in milliseconds. Tests use a faster one. */
export interface Timing {
  /** Between checks of a server that is not healthy yet. */
  readonly startingCheck: number;
  /** Between checks of a healthy server. */
  readonly healthyCheck: number;
  /** Bad checks in a row that make a healthy server be started anew. Many: the machine may be busy. */
  readonly badChecks: number;
  /** Before the first restart; doubles with each. */
  readonly firstBackoff: number;
  /** Restarts within `restartWindow` after which a server is given up. */
  readonly maxRestarts: number;
  readonly restartWindow: number;
}

export const defaultTiming: Timing = {
  startingCheck: 50,
  healthyCheck: 10_000,
  badChecks: 4,
  firstBackoff: 200,
  maxRestarts: 5,
  restartWindow: 60_000,
};
