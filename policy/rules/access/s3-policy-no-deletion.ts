import { type Grant, grantsOf } from "../../iam-match";
import { policiesOf } from "../../iam-policies";
import { judgeStatements } from "../../iam-statement";
import { s3Types } from "../../resource-types";
import { resourceRule, type Violation } from "../../rule";
import { endingVersions, hidesLocksAlone, hiding, reopening } from "./archive-writer";

/**
 * What a bucket's policy allows needs no policy of IAM, in its own account and in others. Deletions that a replication
 * brings (s3:ReplicateDelete) are judged where the replication is declared.
 */
export const s3PolicyNoDeletion = resourceRule({
  name: "s3-policy-no-deletion",
  description:
    "Policies of S3 buckets allow nobody to end versions or what keeps them, or to write such a policy.",
  remediation:
    "Take what deletes, unlocks, expires or configures out of the bucket's policy; whoever must can be allowed by a policy of IAM that few have.",
  types: [...s3Types.policy, ...s3Types.bucket, ...s3Types.accessPoint],
  judge: (resource) =>
    policiesOf(resource).flatMap(({ path, policy }) =>
      judgeStatements(path, policy(), (statements) =>
        grantsOf(statements, [...endingVersions, ...reopening, hiding]).flatMap(deletion),
      ),
    ),
});

function deletion({ statement, actions }: Grant): readonly Violation[] {
  const got = actions.filter((action) => action !== hiding || !hidesLocksAlone(statement));
  return got.length === 0
    ? []
    : [
        {
          problem: `${statement.at} allows ${got.join(", ")}; wanted is none of it, to nobody`,
          fix: "take those actions out of the statement; s3:DeleteObject may stay on ARNs that end in /locks/*",
        },
      ];
}
