import { billedDays } from "../billed-days";
import { daysAndCounts, daysOf } from "./demand";
import { History } from "./history";
import { type ProvenRetention, type RetentionCase, type Unprovable } from "./proven-retention";
import { s3CopiesRule } from "./s3-lifecycle";
import { settle } from "./settle";

/** The least that a lifecycle allows: a version that is hidden can be brought back so long. */
const noncurrentDays = 1;

/**
 * A lifecycle that keeps what is wanted of copies that are written once, each under its own key. Copies in a class
 * with a least billed time are kept and locked that long, since they are paid for anyway; no lock outlasts its copy.
 */
export function proveS3(given: RetentionCase): ProvenRetention | Unprovable {
  const { wanted, storageClass = "STANDARD", lockDays = 0 } = given;
  const history = new History(given);
  const billed = billedDays[storageClass] ?? 0;
  const lock = Math.max(lockDays, billed === 0 ? 0 : Math.max(wanted.days, billed));
  const least = Math.max(1, wanted.days, lock);
  const settings = (expirationDays: number): Record<string, number> => ({
    expirationDays,
    noncurrentDays,
    ...(lock > 0 ? { lockDays: lock } : {}),
  });
  return settle(history, wanted, daysAndCounts(wanted), {
    least,
    guess: daysOf({ ...wanted, days: least }, history.widestGap),
    rule: (expirationDays) =>
      s3CopiesRule(history, { expirationDays, noncurrentDays, lockDays: lock }),
    label: (days) => `expire after ${days} days`,
    settings,
    leastReason: leastReason(least, wanted.days, billed, storageClass),
  });
}

function leastReason(
  least: number,
  wanted: number,
  billed: number,
  storageClass: string,
): string | undefined {
  if (least === wanted) return undefined;
  const cause =
    least === billed
      ? `${billed} days of ${storageClass} are paid for anyway; locked as long`
      : `copies are locked ${least} days`;
  return `expire after ${least} days, because ${cause}`;
}
