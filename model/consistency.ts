import { type Estate } from "./estate";
import { type DatabasesInside } from "./plan/guest-databases";

/**
 * What a copy holds of one moment. `crash`: the disks as a power cut leaves them; `file-system`: whole file systems,
 * whose applications recover as after a power cut; `application`: what applications themselves made ready or wrote;
 * `unknown`: nobody declared what it depends on, or what the engine does is not known.
 */
export type Consistency = "crash" | "file-system" | "application" | "unknown";

/** How consistent a copy is, and why. */
export interface JudgedConsistency {
  readonly consistency: Consistency;
  readonly consistencyReason: string;
}

/** What consistency depends on. */
export interface ConsistencyFacts extends Pick<Estate, "guests" | "claims"> {
  readonly inside: DatabasesInside;
}

/** Judges the copies of one item, by its name. */
export type ConsistencyJudge = (facts: ConsistencyFacts, item: string) => JudgedConsistency;

export function judged(consistency: Consistency, consistencyReason: string): JudgedConsistency {
  return { consistency, consistencyReason };
}

/** The same for every item. */
export function always(consistency: Consistency, reason: string): ConsistencyJudge {
  return () => judged(consistency, reason);
}
