import { type History } from "./history";
import { day } from "./period";
import { oldestFirst, type Rule } from "./rule";

/** Lifecycle and lock of a versioned bucket, in S3's own terms. What is left out never happens. */
export interface S3Lifecycle {
  /** Days after which a current version is hidden behind a delete marker. */
  readonly expirationDays?: number;
  /** Days that a version stays after another, or a delete marker, took its place. */
  readonly noncurrentDays?: number;
  /** So many noncurrent versions stay however old they are. */
  readonly newerNoncurrentVersions?: number;
  /** Days during which nobody can remove a version; a delete marker can be put over it all the same. */
  readonly lockDays?: number;
}

/**
 * When the lifecycle acts on what began at `from`: the days are added and the sum is rounded up to midnight UTC, when
 * its daily run begins. It may lag behind, which only keeps more.
 *
 * Source: Amazon S3 User Guide, "Lifecycle rules: based on an object's age".
 */
export function lifecycleDate(from: number, days: number): number {
  return Math.ceil((from + days * day) / day) * day;
}

/**
 * Copies that each have a key of their own. A copy counts as gone once it is hidden, although its version stays until
 * the lock and the noncurrent days are over.
 *
 * Source: Amazon S3 User Guide, "Expiring objects" and "How S3 Object Lock works".
 */
export function s3CopiesRule(history: History, lifecycle: S3Lifecycle): Rule {
  const { expirationDays = Infinity, noncurrentDays = Infinity, lockDays = 0 } = lifecycle;
  const { backups } = history;
  return oldestFirst({
    runs: history.midnights,
    reach: (expirationDays + 1) * day + history.widestGap,
    gone: (held, now) =>
      placeOfFirst(held, (at) => now < lifecycleDate(backups[at] as number, expirationDays)),
    // The marker is put some time after midnight, so rounding its days up costs one more.
    storedUntil: (at, now) =>
      Math.max(now + (noncurrentDays + 1) * day, lifecycleDate(backups[at] as number, lockDays)),
  });
}

/**
 * Versions of one key, each replaced by the next. With a version goes the state up to its replacement.
 *
 * Source: Amazon S3 User Guide, "How Amazon S3 calculates how long an object has been noncurrent".
 */
export function s3VersionsRule(history: History, lifecycle: S3Lifecycle): Rule {
  const { noncurrentDays = Infinity, newerNoncurrentVersions = 0, lockDays = 0 } = lifecycle;
  const { backups } = history;
  const replaced = (at: number) => backups[at + 1] ?? Infinity;
  return oldestFirst({
    runs: history.midnights,
    reach:
      (Math.max(noncurrentDays, lockDays) + 1) * day +
      (newerNoncurrentVersions + 2) * history.widestGap,
    gone(held, now) {
      const current = held.at(-1) as number;
      return placeOfFirst(
        held,
        (at) =>
          // What nothing has replaced stays for ever.
          now < lifecycleDate(replaced(at), noncurrentDays) ||
          current - at - 1 < newerNoncurrentVersions ||
          now < (backups[at] as number) + lockDays * day,
      );
    },
    newestLost: replaced,
  });
}

/** How many lie before the first one that stays: whatever is newer stays too. */
function placeOfFirst(held: readonly number[], stays: (at: number) => boolean): number {
  const first = held.findIndex(stays);
  return first < 0 ? held.length : first;
}
