import { statementsOf } from "../../iam-statement";
import { stackRule } from "../../rule";
import { kmsKeyTypes } from "./kms-key-types";

/** What AWS calls the policy of a key that got none, of one statement (AWS KMS Developer Guide, "Default key policy"). */
const amazons = /"Id"\s*:\s*"key-default-1"/;

function isAmazons(policy: string): boolean {
  const statements = statementsOf("policy", policy);
  return amazons.test(policy) && typeof statements !== "string" && statements.length === 1;
}

/**
 * A key without a policy gets AWS's own, which leaves everything to IAM, ending the key as well. What is in a policy is
 * judged by `kms-policy-not-public` and `kms-policy-guards-deletion`.
 */
export const kmsPolicyGiven = stackRule({
  name: "kms-policy-given",
  description: "Every KMS key has a policy of its own.",
  remediation: "Give the key a `policy`, or add an aws.kms.KeyPolicy for it.",
  types: kmsKeyTypes,
  judge: (key, _numbers, stack) => {
    // Asked first: the key's own is not known before it is there, where the program gives none.
    if (stack.about(key, "keyId", ["aws:kms/keyPolicy:KeyPolicy"]).length > 0) return [];
    const { policy } = key.props;
    return policy && !isAmazons(policy)
      ? []
      : [
          {
            problem:
              "no policy, neither in the key nor in a KeyPolicy for it, so AWS's own leaves everything to IAM; " +
              "wanted is one that says who may use, administer and end the key",
            fix: "set policy on the key, or add an aws.kms.KeyPolicy with its keyId",
          },
        ];
  },
});
