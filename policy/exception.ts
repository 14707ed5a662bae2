/** What a reviewer has let pass: one resource, of one rule, until a day. */
export interface Exception {
  /** The resource's name in the program. */
  readonly resource: string;
  /** For the next reviewer. */
  readonly reason: string;
  /** Last day, `YYYY-MM-DD`, UTC. */
  readonly until: string;
}

/** Whether an exception still holds on a day, `YYYY-MM-DD`. */
export function holds({ until }: Exception, today: string): boolean {
  return until >= today;
}
