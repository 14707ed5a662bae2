import { type Grant, grantsOf } from "../../iam-match";
import { identityPolicyTypes, policiesOf } from "../../iam-policies";
import { type IamStatement, judgeStatements } from "../../iam-statement";
import { resourceRule, type Violation } from "../../rule";
import { beyondWriting, putting } from "./archive-writer";

/** A writer's access key lies on the machine that is attacked: what it may, the attacker may. */
export const iamWriterLeast = resourceRule({
  name: "iam-writer-least",
  description:
    "A policy of AWS that lets somebody put objects lets nobody end, unlock, expose or hide them.",
  remediation:
    "Leave a writer s3:PutObject, s3:GetObject and s3:ListBucket; end and configure with another identity.",
  types: identityPolicyTypes,
  judge: (resource) =>
    policiesOf(resource).flatMap(({ path, policy }) => judgeStatements(path, policy(), ofWriter)),
});

function ofWriter(statements: readonly IamStatement[]): readonly Violation[] {
  return grantsOf(statements, [putting]).length === 0 ? [] : beyondWriting(statements).map(tooMuch);
}

/** What is said of a writer that may more. */
export function tooMuch({ statement, actions }: Grant): Violation {
  return {
    problem: `${statement.at} allows ${actions.join(", ")} to who may ${putting}; wanted is a writer that can end, unlock, expose or hide nothing`,
    fix: "give those actions to another identity; s3:DeleteObject may stay on ARNs that end in /locks/*, s3:PutObjectRetention with a limit on s3:object-lock-remaining-retention-days",
  };
}
