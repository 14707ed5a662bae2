import { billedDays } from "../../../model/billed-days";
import { type Rule } from "../../rule";

interface LifecycleRule {
  readonly id?: string;
  readonly expiration?: { readonly days?: number };
  readonly transitions?: readonly { readonly storageClass?: string }[];
}

/** Retention that is promised, and days that are paid for anyway, are not given up. */
export const s3ArchiveBilledDays: Rule<{ minimumDays: number }> = {
  name: "s3-archive-billed-days",
  description:
    "Lifecycles keep copies as long as promised and as long as their storage class bills.",
  enforcementLevel: "mandatory",
  severity: "high",
  types: [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
  ],
  numbers: { minimumDays: 30 },
  judge: ({ props }, { minimumDays }) => {
    const rules = (props["rules"] ?? []) as LifecycleRule[];
    const classes = rules
      .flatMap((rule) => rule.transitions ?? [])
      .map((move) => move.storageClass);
    const billed = classes.map((name) => billedDays[name ?? ""] ?? 0);
    const wanted = Math.max(minimumDays, ...billed);
    return rules.flatMap(({ id = "a rule", expiration }) =>
      expiration?.days === undefined || expiration.days >= wanted
        ? []
        : [
            {
              problem: `lifecycle ${id} expires copies after ${expiration.days} days; wanted are at least ${wanted}`,
              fix: `ask for ${wanted} days or more in the retention of the offsite copy in backup:classes`,
            },
          ],
    );
  },
};
