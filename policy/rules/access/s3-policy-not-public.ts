import { policiesOf } from "../../iam-policies";
import { judgeStatements } from "../../iam-statement";
import { s3Types } from "../../resource-types";
import { resourceRule } from "../../rule";
import { publicAllows } from "./public-statement";

/** A public access block refuses such a policy; without one, or where somebody takes it off, everybody is let in. */
export const s3PolicyNotPublic = resourceRule({
  name: "s3-policy-not-public",
  description: "Policies of S3 buckets let nobody in who is not named.",
  remediation:
    "Name principals, or add a condition on who asks or from where, with values that are fixed.",
  types: [...s3Types.policy, ...s3Types.bucket, ...s3Types.accessPoint],
  judge: (resource) =>
    policiesOf(resource).flatMap(({ path, policy }) =>
      judgeStatements(path, policy(), publicAllows),
    ),
});
