import { isAccount } from "../../iam-condition";
import { speaksOf } from "../../iam-match";
import { type IamStatement, judgeStatements } from "../../iam-statement";
import { resourceRule, type Violation } from "../../rule";
import { namesWho, sparesWho } from "./key-condition";
import { kmsPolicyTypes } from "./kms-key-types";

/** What ends a key, hides it, or lets somebody allow himself both. Source: AWS KMS API Reference. */
const ending = [
  "kms:DeleteImportedKeyMaterial",
  "kms:DisableKey",
  "kms:PutKeyPolicy",
  "kms:ScheduleKeyDeletion",
];

/**
 * Who administers an account is not who may end its backups. AWS's own policy leaves that to IAM, and so to every
 * administrator and to whoever takes one over: a key is to say itself who may end it, by a principal, by a condition on
 * the principal or a second factor, or by denying it to all others.
 */
export const kmsPolicyGuardsDeletion = resourceRule({
  name: "kms-policy-guards-deletion",
  description: "Policies of KMS keys say who may end the key, and leave that to no whole account.",
  remediation:
    "Give kms:ScheduleKeyDeletion, kms:DisableKey and kms:PutKeyPolicy to named roles, or with a condition on " +
    "`aws:PrincipalArn` or `aws:MultiFactorAuthPresent`; allow the account itself what it needs besides.",
  types: kmsPolicyTypes,
  judge: ({ props: { policy } }) =>
    // Without one it has AWS's: `kms-policy-given` sees whether another resource gives it one.
    policy
      ? judgeStatements("policy", policy, (all) => all.flatMap((one) => faults(one, all)))
      : [],
});

function faults(one: IamStatement, all: readonly IamStatement[]): readonly Violation[] {
  const accounts = wholeAccounts(one);
  if (!one.isAllow || accounts.length === 0 || namesWho(one)) return [];
  const open = ending.filter(
    (action) =>
      speaksOf(one.actions, action) && !all.some((other) => guards(other, action, accounts)),
  );
  return open.length === 0 ? [] : [violation(one, open)];
}

/** Principals that are all of an account: whoever IAM there lets (AWS KMS Developer Guide, "Default key policy"). */
function wholeAccounts({ principals }: IamStatement): readonly string[] {
  if (principals === undefined) return [];
  const ids = principals.allBut ? ["*"] : principals.of.map(({ id }) => id);
  return ids.filter((id) => id === "*" || isAccount(id));
}

/**
 * Whether a statement denies an action to all of those accounts but to some persons. Of one that denies to all but some
 * principals nobody can tell whom it reaches. A key's policy calls the key `*` (same guide, "Resource").
 */
function guards(
  { isAllow, principals, actions, resources, conditions }: IamStatement,
  action: string,
  accounts: readonly string[],
): boolean {
  if (isAllow || principals === undefined || principals.allBut) return false;
  const denied = principals.of.map(({ id }) => id);
  return (
    speaksOf(actions, action) &&
    resources?.allBut === false &&
    resources.patterns.includes("*") &&
    conditions.every(sparesWho) &&
    (denied.includes("*") || accounts.every((account) => denied.includes(account)))
  );
}

const violation = ({ at }: IamStatement, open: readonly string[]): Violation => ({
  problem:
    `${at} allows ${open.join(", ")} to whomever IAM lets in a whole account; wanted are named roles, or a condition ` +
    "on aws:PrincipalArn or aws:MultiFactorAuthPresent",
  fix: "take those actions out of that statement, and allow them to the roles that may end the key",
});
