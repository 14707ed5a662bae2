import { type IamStatement, judgeStatements } from "../../iam-statement";
import { resourceRule, type Violation } from "../../rule";
import { keepsStrangersOut } from "./key-condition";
import { kmsPolicyTypes } from "./kms-key-types";

/**
 * Everybody is everybody in the world: strangers cannot list the key, and need no more than its ARN to use it (AWS KMS
 * Developer Guide, "Principal in key policies").
 */
export const kmsPolicyNotPublic = resourceRule({
  name: "kms-policy-not-public",
  description: "Policies of KMS keys allow nothing to everybody.",
  remediation:
    "Name the principals, or add a condition on the account, the organization or the source: `kms:CallerAccount`, " +
    "`aws:PrincipalOrgID`, `aws:SourceAccount`.",
  types: kmsPolicyTypes,
  judge: ({ props: { policy } }) =>
    // AWS's own policy, which a key has without one, is no public one.
    policy ? judgeStatements("policy", policy, (all) => all.filter(isPublic).map(violation)) : [],
});

const isPublic = (statement: IamStatement) =>
  statement.isAllow && isForAnybody(statement) && !keepsStrangersOut(statement);

/** To allow all but some is to allow everybody. */
const isForAnybody = ({ principals }: IamStatement) =>
  principals !== undefined && (principals.allBut || principals.of.some(({ id }) => id === "*"));

const violation = ({ at }: IamStatement): Violation => ({
  problem:
    `${at} allows something to everybody in the world, and no condition keeps strangers out; wanted are named ` +
    "principals, or a condition on their account or organization",
  fix: "name the principals of that statement, or compare kms:CallerAccount, aws:PrincipalOrgID or aws:SourceAccount for equality",
});
