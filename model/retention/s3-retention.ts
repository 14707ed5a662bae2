import { billedDays } from "../billed-days";
import { daysAndCounts, daysOf } from "./demand";
import { History } from "./history";
import { type ProvenRetention, type RetentionCase, type Unprovable } from "./proven-retention";
import { s3CopiesRule } from "./s3-lifecycle";
import { settle } from "./settle";

/** What the lifecycle and the lock of an archive bucket are told. */
export interface S3Settings {
  /** Days after which a copy is hidden behind a delete marker. */
  readonly expirationDays: number;
  /** Days that a version stays after another one, or a delete marker, took its place. */
  readonly noncurrentDays: number;
  /** Days during which nobody can delete a version. Left out: anybody who may delete can at any time. */
  readonly lockDays?: number;
}

/** The least that a lifecycle allows; enough where a lock lasts as long as the copy. */
export const leastNoncurrentDays = 1;

/**
 * A lifecycle that keeps what is wanted of copies that are written once, each under its own key. Copies in a class
 * with a least billed time are kept that long, since they are paid for anyway, and locked.
 *
 * Whoever may write can put another version over a copy, which makes the copy noncurrent from then on, or a delete
 * marker. So either the lock or the noncurrent days last as long as the copy: locked copies are locked until they
 * expire, and of the others replaced versions stay as long as a copy does.
 */
export function proveS3(given: RetentionCase): ProvenRetention<"s3"> | Unprovable {
  const { wanted, leastDays = 1, storageClass = "STANDARD", lockDays } = given;
  const history = new History(given);
  const billed = billedDays[storageClass];
  const isLocked = lockDays !== undefined || billed !== undefined;
  const least = Math.max(leastDays, wanted.days, lockDays ?? 1, billed ?? 1);
  const settings = (expirationDays: number): S3Settings =>
    isLocked
      ? { expirationDays, noncurrentDays: leastNoncurrentDays, lockDays: expirationDays }
      : { expirationDays, noncurrentDays: expirationDays };
  return settle(history, wanted, daysAndCounts(wanted), {
    engine: "s3",
    least,
    guess: daysOf({ ...wanted, days: least }, history.widestGap),
    rule: (expirationDays) => s3CopiesRule(history, settings(expirationDays)),
    label: (days) => `expire after ${days} days`,
    settings,
    leastReason: leastReason(least, given),
    also: isLocked
      ? "locked as long, or whoever overwrites a copy could have it deleted before"
      : "nothing locks them, so a version that is overwritten or deleted stays as long again",
  });
}

/** What asks for more days than are wanted; of several the one that nobody can change. */
function leastReason(
  least: number,
  { wanted, storageClass = "STANDARD", lockDays }: RetentionCase,
): string | undefined {
  if (least === wanted.days) return undefined;
  const causes = new Map([
    [lockDays, `copies are to be locked ${least} days`],
    [billedDays[storageClass], `${least} days of ${storageClass} are paid for anyway`],
  ]);
  const cause = causes.get(least) ?? `other copies in the bucket need ${least} days`;
  return `expire after ${least} days, because ${cause}`;
}
