import { resourceRule, type Violation } from "../../rule";
import { type EnabledRule, endingOf, enabledRules, lifecycleTypes } from "../../lifecycle-rule";

/** The numbers that this rule may be told. */
export type ExpirationMinimum = Record<"minimumDays", number>;

/** A lifecycle ends no copy before its time: neither too young, nor all on one day. */
export const s3ExpirationMinimum = resourceRule<(typeof lifecycleTypes)[number], ExpirationMinimum>(
  {
    name: "s3-expiration-minimum",
    description: "S3 lifecycles expire no current copy before the least retention is over.",
    remediation:
      "Give `expiration.days` of every enabled lifecycle rule at least the days of the least retention, and no `date`.",
    types: lifecycleTypes,
    judge: (lifecycle, { minimumDays }) =>
      enabledRules(lifecycle).flatMap((rule) => tooEarly(rule, minimumDays)),
  },
);

function tooEarly({ path, rule }: EnabledRule, minimumDays: number): Violation[] {
  const ending = endingOf(rule);
  if (ending === undefined) return [];
  if ("date" in ending) {
    return [
      {
        problem: `${path}.expiration.date is ${ending.date}: from that day on every copy expires, whatever its age; wanted are days, ${minimumDays} or more`,
        fix: `take ${path}.expiration.date out and set ${path}.expiration.days to ${minimumDays} or more`,
      },
    ];
  }
  if (ending.days >= minimumDays) return [];
  return [
    {
      problem: `${path}.expiration.days is ${ending.days}; wanted are ${minimumDays} or more`,
      fix: `set ${path}.expiration.days to ${minimumDays} or more`,
    },
  ];
}
