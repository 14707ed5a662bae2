import { s3Types } from "../../resource-types";
import { resourceRule } from "../../rule";
import { daysOf } from "./default-retention";

/** An intruder who waits for the lock to end deletes everything then: it has to last longer than he stays unseen. */
export const s3LockMinimum = resourceRule({
  name: "s3-lock-minimum",
  description: "Default locks of S3 buckets last for the days that the configuration asks for.",
  remediation: "Set `rule.defaultRetention.days` to `minimumDays` or more.",
  types: s3Types.lock,
  judge: ({ props: { rule } }, { minimumDays }: { readonly minimumDays: number }) => {
    if (rule === undefined) return [];
    const days = daysOf(rule.defaultRetention ?? {});
    if (days >= minimumDays) return [];
    return [
      {
        problem: `rule.defaultRetention locks for ${days} days; wanted are ${minimumDays} or more`,
        fix: `set rule.defaultRetention.days to ${minimumDays} or more`,
      },
    ];
  },
});
