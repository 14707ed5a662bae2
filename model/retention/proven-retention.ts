import { type SettingsOf } from "../engines/settings";
import { type Engine, type StorageClass, type WantedRetention } from "../estate";
import { type Instants } from "./history";

/** What settings must keep. */
export interface Wish {
  readonly wanted: WantedRetention;
  /** Days that the settings must say at least, because others need that of the same ones. Default: none. */
  readonly leastDays?: number;
}

/** What is wanted of copies that are made and pruned at certain times. */
export interface RetentionCase extends Instants, Wish {
  /** Storage class of the copies; only in S3. Default: STANDARD. */
  readonly storageClass?: StorageClass;
  /** Days during which nobody may be able to delete a copy; only in S3. Default: none. */
  readonly lockDays?: number;
  /**
   * Minutes after its start at which a run can end, by plan and at worst; only where the day counts on which it does.
   * Default: it ends on the day on which it starts.
   */
  readonly runMinutes?: { readonly planned: number; readonly worst: number };
}

/** Settings of an engine and what they guarantee, shown by simulating it. */
export interface ProvenRetention<E extends Engine> {
  readonly engine: E;
  readonly wanted: WantedRetention;
  /** In the engine's own terms. */
  readonly settings: SettingsOf[E];
  /** Why the settings differ from what was wanted, or why they do not. */
  readonly reason: string;
  readonly proven: true;
  /** Nothing younger than so many whole days is deleted; `null`: nothing is ever deleted. */
  readonly keepsAtLeastDays: number | null;
  /** Once the history is long enough, a restore point at least so many whole days old always exists; `null`: of any age. */
  readonly oldestAtLeastDays: number | null;
  /** Most restore points at a time. */
  readonly restorePoints: number;
  /** Most restore points at a time that take up space: those too that are hidden but not yet removed. */
  readonly storedPoints: number;
  /** Days from the oldest restore point to the newest, at most. */
  readonly spanDays: number;
  readonly steadyAfterDays: number;
}

/** Of whichever engine: its name tells what its settings are. */
export type AnyProvenRetention = { [E in Engine]: ProvenRetention<E> }[Engine];

/** Why nothing can be promised. */
export interface Unprovable {
  readonly wanted: WantedRetention;
  /** What stands in the way. */
  readonly unprovable: string;
  /** What to do. */
  readonly fix: string;
}

export function isUnprovable(outcome: AnyProvenRetention | Unprovable): outcome is Unprovable {
  return "unprovable" in outcome;
}
