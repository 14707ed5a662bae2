import { lastDay } from "../model/last-day";

/** What a reviewer has let pass: one resource, of one rule, until a day. */
export interface Exception {
  /** The resource's name in the program. */
  readonly resource: string;
  /** For the next reviewer. */
  readonly reason: string;
  /** Last day, `YYYY-MM-DD`, UTC. */
  readonly until: string;
}

/** Whether an exception holds on a day, `YYYY-MM-DD`: it has not ended, and ends within a year. */
export function holds({ until }: Exception, today: string): boolean {
  return until >= today && until <= lastDay(today);
}

/**
 * Why an exception does not hold on a day, as part of a sentence for people. The engine takes a configuration without a look
 * at its days, so that whatever it says of them is told where the resource is judged.
 */
export function whyNot({ until }: Exception, today: string): string {
  return until < today
    ? `an exception for it ended on ${until}`
    : `an exception for it until ${until} does not count: ${lastDay(today)} is the latest day, a year from now`;
}
