import { s3Types } from "../../resource-types";
import { resourceRule } from "../../rule";

/**
 * Who has s3:BypassGovernanceRetention deletes what is locked in mode GOVERNANCE, and the console does so unasked; nobody, the
 * account's root included, deletes what is in mode COMPLIANCE (Amazon S3 User Guide, "Object Lock considerations"). A
 * configuration without a rule locks nothing by default: that is for `s3-locked` to judge, which knows whose bucket it is.
 */
export const s3LockCompliance = resourceRule({
  name: "s3-lock-compliance",
  description: "Default locks of S3 buckets are in compliance mode.",
  remediation: "Set `rule.defaultRetention.mode` to `COMPLIANCE`.",
  types: s3Types.lock,
  judge: ({ props: { rule } }) => {
    if (rule === undefined) return [];
    const mode = rule.defaultRetention?.mode;
    if (mode === "COMPLIANCE") return [];
    return [
      {
        problem: `rule.defaultRetention.mode is ${mode || "unset"}; wanted is COMPLIANCE, which nobody can bypass`,
        fix: "set rule.defaultRetention.mode to COMPLIANCE",
      },
    ];
  },
});
