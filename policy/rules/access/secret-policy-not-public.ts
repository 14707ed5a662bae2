import { policiesOf } from "../../iam-policies";
import { judgeStatements } from "../../iam-statement";
import { resourceRule } from "../../rule";
import { publicAllows } from "./public-statement";

/** Who reads an escrowed key reads every copy under it. */
export const secretPolicyNotPublic = resourceRule({
  name: "secret-policy-not-public",
  description: "Policies of secrets let nobody in who is not named.",
  remediation: "Name principals, or add a condition on who asks, with values that are fixed.",
  types: ["aws:secretsmanager/secret:Secret", "aws:secretsmanager/secretPolicy:SecretPolicy"],
  judge: (resource) =>
    policiesOf(resource).flatMap(({ path, policy }) =>
      judgeStatements(path, policy(), publicAllows),
    ),
});
