import { type StorageClass, type WantedRetention } from "../estate";
import { type Retention } from "../plan/plan";
import { type Instants } from "./history";

/** What is wanted of copies that are made and pruned at certain times. */
export interface RetentionCase extends Instants {
  readonly wanted: WantedRetention;
  /** Storage class of the copies; only in S3. Default: STANDARD. */
  readonly storageClass?: StorageClass;
  /** Days during which nobody may be able to delete a copy; only in S3. Default: none. */
  readonly lockDays?: number;
}

/** Settings and what they guarantee, shown by simulating the engine. */
export interface ProvenRetention extends Retention {
  /** Most restore points at a time. */
  readonly restorePoints: number;
  /** Most restore points at a time that take up space: those too that are hidden but not yet removed. */
  readonly storedPoints: number;
  /** Days from the oldest restore point to the newest, at most. */
  readonly spanDays: number;
  readonly steadyAfterDays: number;
}

/** Why nothing can be promised. */
export interface Unprovable {
  readonly wanted: WantedRetention;
  /** What stands in the way. */
  readonly unprovable: string;
  /** What to do. */
  readonly fix: string;
}

export function isUnprovable(outcome: ProvenRetention | Unprovable): outcome is Unprovable {
  return "unprovable" in outcome;
}
