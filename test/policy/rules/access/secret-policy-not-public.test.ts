import { describeNotPublic } from "./not-public";

for (const type of [
  "aws:secretsmanager/secret:Secret",
  "aws:secretsmanager/secretPolicy:SecretPolicy",
]) {
  describeNotPublic("secret-policy-not-public", type);
}
