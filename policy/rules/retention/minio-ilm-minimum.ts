import { resourceRule, type Violation } from "../../rule";
import { type EnabledIlmRule, enabledIlmRules, ilmTypes } from "./ilm-rule";

type Minima = Readonly<Record<"minimumDays" | "noncurrentDays", number>>;

/** What lies in a bucket of MinIO goes neither before its time, nor soon after somebody replaced or deleted it. */
export const minioIlmMinimum = resourceRule({
  name: "minio-ilm-minimum",
  description:
    "Lifecycles of MinIO buckets expire current and noncurrent versions no sooner than the least retention.",
  remediation:
    "Give `expiration` and `noncurrentVersionExpirationDays` of every enabled rule at least the days of the least retention, or leave them out.",
  types: ilmTypes,
  judge: (policy, minima: Minima) =>
    enabledIlmRules(policy).flatMap((rule) => [
      ...endsTooSoon(rule, minima),
      ...forgetsTooSoon(rule, minima),
    ]),
});

function endsTooSoon({ path, ending }: EnabledIlmRule, { minimumDays }: Minima): Violation[] {
  if (ending === undefined || (typeof ending === "number" && ending >= minimumDays)) return [];
  const got =
    typeof ending === "number"
      ? `${ending} days`
      : `the date ${ending}, from which on everything goes, whatever its age`;
  return [
    {
      problem: `${path}.expiration is ${got}; wanted are ${minimumDays} days or more`,
      fix: `set ${path}.expiration to ${minimumDays}d or more, or take it out`,
    },
  ];
}

function forgetsTooSoon(rule: EnabledIlmRule, minima: Minima): Violation[] {
  const [got, wanted] = [rule.noncurrentDays, minima.noncurrentDays];
  if (got === undefined || got >= wanted) return [];
  const path = `${rule.path}.noncurrentVersionExpirationDays`;
  return [
    {
      problem: `${path} is ${got}, so what somebody overwrites or deletes is gone soon after; wanted are ${wanted} or more`,
      fix: `set ${path} to ${wanted} or more, or take it out`,
    },
  ];
}
