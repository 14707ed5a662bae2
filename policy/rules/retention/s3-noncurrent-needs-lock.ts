import { billedDays } from "../../../model/billed-days";
import { isOf } from "../../resource";
import { s3Types } from "../../resource-types";
import { stackRule, type Violation } from "../../rule";
import { type Stack } from "../../stack";
import {
  type EnabledRule,
  enabledRules,
  type LifecycleResource,
  lifecycleTypes,
  movesOf,
  noncurrentDays,
} from "../../lifecycle-rule";
import { meet, scopeOf } from "../../lifecycle-scope";

/**
 * A version that is replaced or deleted is noncurrent from then on, however young it is: whoever may write can have
 * every copy gone after the noncurrent days, unless a lock holds it. Lifecycles wait for locks (Amazon S3 User Guide,
 * "Managing Object Lock").
 */
export const s3NoncurrentNeedsLock = stackRule({
  name: "s3-noncurrent-needs-lock",
  description:
    "S3 versions that were replaced or deleted stay the least retention, by the lifecycle or by the bucket's default lock.",
  remediation:
    "Give the bucket a default lock of the least retention (BucketObjectLockConfiguration), or raise `noncurrentVersionExpiration.noncurrentDays` to it.",
  types: lifecycleTypes,
  judge: (lifecycle, { minimumDays }: Record<"minimumDays", number>, stack) => {
    const rules = enabledRules(lifecycle);
    return rules.flatMap((one) => {
      const days = noncurrentDays(one.rule);
      if (days === undefined) return [];
      const wanted = Math.max(minimumDays, ...rules.flatMap((other) => billedUntil(one, other)));
      return days >= wanted ? [] : unlocked(one, { days, wanted }, lockDays(lifecycle, stack));
    });
  },
});

/** Until when what other rules move is billed: replaced before, it is paid for and gone. */
function billedUntil({ rule }: EnabledRule, other: EnabledRule): number[] {
  return movesOf(other.rule).flatMap(({ days, storageClass }) => {
    const billed = billedDays[storageClass];
    return billed !== undefined && meet(scopeOf(rule), scopeOf(other.rule)) ? [days + billed] : [];
  });
}

function unlocked(
  { path }: EnabledRule,
  { days, wanted }: Readonly<Record<"days" | "wanted", number>>,
  locked: number,
): Violation[] {
  if (locked >= wanted) return [];
  const setting = `${path}.noncurrentVersionExpiration.noncurrentDays`;
  return [
    {
      problem: `${setting} is ${days} and the bucket's default lock is ${locked} days, so whoever overwrites a copy has it gone before its time; wanted are ${wanted} of one of the two`,
      fix: `set ${setting} to ${wanted} or more, or lock objects of the bucket by default for ${wanted} days or more`,
    },
  ];
}

/** Days of the default lock; none: 0. A year is 365 (Amazon S3 API, DefaultRetention). */
function lockDays(lifecycle: LifecycleResource, stack: Stack): number {
  const locks = isOf(lifecycle, s3Types.bucket)
    ? stack.about(lifecycle, "bucket", s3Types.lock)
    : stack.alike(lifecycle, "bucket", s3Types.lock, "bucket");
  const days = locks.map(({ props: { rule } }) => {
    const { days = 0, years = 0 } = rule?.defaultRetention ?? {};
    return days + 365 * years;
  });
  // Of two for one bucket nobody knows which S3 is told last.
  return days.length === 0 ? 0 : Math.min(...days);
}
