import { s3Types } from "../../resource-types";
import { stackRule } from "../../rule";
import { daysOf } from "./default-retention";
import { enabledRules, endingOf } from "../../lifecycle-rule";

/** A lifecycle promises a copy until its expiration; one whose lock ends before may be deleted in the days between. */
export const s3LockSpansExpiration = stackRule({
  name: "s3-lock-spans-expiration",
  description: "S3 objects stay locked until the day on which the lifecycle expires them.",
  remediation:
    "Make the default retention of the bucket's object lock as long as the longest expiration of its lifecycle, or expire earlier.",
  types: s3Types.lifecycle,
  judge: (lifecycle, _numbers, stack) => {
    const locks = stack.alike(lifecycle, "bucket", s3Types.lock, "bucket");
    const retentions = locks.flatMap(({ props }) => props.rule?.defaultRetention ?? []);
    // Whether there has to be a lock at all is another rule's business.
    if (retentions.length === 0) return [];
    const locked = Math.min(...retentions.map(daysOf));
    return enabledRules(lifecycle).flatMap(({ path, rule }) => {
      const ending = endingOf(rule);
      if (ending === undefined || "date" in ending || ending.days <= locked) return [];
      const { days } = ending;
      return [
        {
          problem: `${path}.expiration.days is ${days}, and the bucket's lock ends after ${locked}: in the ${days - locked} days between anybody who may delete can; wanted is a lock of ${days} days or more`,
          fix: `set rule.defaultRetention of the bucket's object lock to ${days} days or more`,
        },
      ];
    });
  },
});
