import { sentOrAnswered } from "../../answer";
import { statementsOf } from "../../iam-statement";
import { stackRule } from "../../rule";

/** Without a policy of its own a secret is open to whoever IAM allows: every administrator of the account. */
export const secretGuarded = stackRule({
  name: "secret-guarded",
  description: "Every secret has a policy of its own that says who may read it.",
  remediation:
    "Give the secret a `policy`, or an aws.secretsmanager.SecretPolicy, that denies secretsmanager:GetSecretValue to all but its readers.",
  types: ["aws:secretsmanager/secret:Secret"],
  judge: (secret, _numbers, stack) =>
    stack.about(secret, "secretArn", ["aws:secretsmanager/secretPolicy:SecretPolicy"]).length > 0 ||
    typeof statementsOf("policy", sentOrAnswered(secret, "policy")) !== "string"
      ? []
      : [
          {
            problem: "has no policy of its own, so whoever IAM allows reads it; wanted is one",
            fix: "set policy to one that denies secretsmanager:GetSecretValue to all but its readers, or define an aws.secretsmanager.SecretPolicy for it",
          },
        ],
});
