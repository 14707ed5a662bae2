import { s3Types } from "../../resource-types";
import { stackRule } from "../../rule";
import { daysOf } from "./default-retention";
import { enabledRules, endingOf, type LifecycleRule, noncurrentDays } from "../../lifecycle-rule";
import { isForAll } from "../../lifecycle-scope";

/**
 * A version that the lifecycle has let go of and that is still locked is of use to nobody and is paid for until the
 * lock ends, which in mode COMPLIANCE nobody can bring forward.
 */
export const s3LockEndsWithExpiration = stackRule({
  name: "s3-lock-ends-with-expiration",
  description: "S3 objects are locked no longer than their bucket's lifecycle keeps them.",
  remediation:
    "Make the default retention shorter, or expire later; a prefix that needs another lock needs a bucket of its own.",
  types: s3Types.lock,
  judge: (lock, _numbers, stack) => {
    const { rule } = lock.props;
    if (rule?.defaultRetention === undefined) return [];
    const lifecycles = stack.alike(lock, "bucket", s3Types.lifecycle, "bucket");
    const kept = keptDays(lifecycles.flatMap(enabledRules).map(({ rule }) => rule));
    const locked = daysOf(rule.defaultRetention);
    if (kept === undefined || locked <= kept) return [];
    return [
      {
        problem: `rule.defaultRetention locks for ${locked} days; wanted are at most ${kept}, after which the lifecycle keeps nothing: for ${locked - kept} days hidden versions would be paid for`,
        fix: `set rule.defaultRetention to ${kept} days or fewer, or the lifecycle's expiration to more`,
      },
    ];
  },
});

/** Days until the last version of anything in the bucket is let go of; `undefined` if something may stay for ever. */
function keptDays(rules: readonly LifecycleRule[]): number | undefined {
  const hidden = rules.map(noncurrentDays).filter((days) => days !== undefined);
  const expiring = rules.filter((rule) => expirationDays(rule) !== undefined);
  if (hidden.length === 0 || !expiring.some(isForAll)) return undefined;
  return Math.max(...expiring.map((rule) => expirationDays(rule) ?? 0)) + Math.max(...hidden);
}

function expirationDays(rule: LifecycleRule): number | undefined {
  const ending = endingOf(rule);
  return ending && "days" in ending ? ending.days : undefined;
}
