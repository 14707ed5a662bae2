import { resourceRule } from "../../rule";
import { kmsPolicyTypes } from "./kms-key-types";
import { isYes } from "../../truth";

/**
 * KMS refuses a policy that would keep its own author from changing it again, unless it is told not to look. A key that
 * nobody can administer is one that only AWS's support may save (AWS KMS Developer Guide, "Default key policy").
 */
export const kmsLockoutCheck = resourceRule({
  name: "kms-lockout-check",
  description: "KMS looks whether a key's policy locks everybody out.",
  remediation: "Take out `bypassPolicyLockoutSafetyCheck`.",
  types: kmsPolicyTypes,
  judge: ({ props }) =>
    isYes(props.bypassPolicyLockoutSafetyCheck)
      ? [
          {
            problem:
              "bypassPolicyLockoutSafetyCheck is true, so that KMS would take a policy under which nobody can administer the key; wanted is false",
            fix: "take bypassPolicyLockoutSafetyCheck out",
          },
        ]
      : [],
});
