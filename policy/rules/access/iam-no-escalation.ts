import { isAnybody } from "../../iam-anybody";
import { type Grant, grantsOf, isEverything } from "../../iam-match";
import { requires } from "../../iam-condition";
import { identityPolicyTypes, policiesOf } from "../../iam-policies";
import { type IamStatement, judgeStatements } from "../../iam-statement";
import { resourceRule, type Violation } from "../../rule";

/**
 * What lets somebody who has it get what somebody else has, or more. Source: IAM User Guide and Service Authorization
 * Reference, actions of the access level "Permissions management" that reach an identity, and those that make a log-in.
 */
const always = [
  ...["iam:AddRoleToInstanceProfile", "iam:AddUserToGroup"],
  ...["iam:AttachGroupPolicy", "iam:AttachRolePolicy", "iam:AttachUserPolicy"],
  ...["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"],
  ...["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"],
  ...["iam:PutRolePermissionsBoundary", "iam:PutUserPermissionsBoundary"],
  ...["iam:PutGroupPolicy", "iam:PutRolePolicy", "iam:PutUserPolicy"],
  "iam:UpdateAssumeRolePolicy",
  // A Deny that somebody has is taken from him with the policy or the group that it is in.
  "iam:RemoveUserFromGroup",
  ...["iam:DeleteGroupPolicy", "iam:DeleteRolePolicy", "iam:DeleteUserPolicy"],
  ...["iam:DetachGroupPolicy", "iam:DetachRolePolicy", "iam:DetachUserPolicy"],
  // Who says who logs in is everybody whom roles trust by that provider.
  ...["iam:AddClientIDToOpenIDConnectProvider", "iam:CreateOpenIDConnectProvider"],
  ...["iam:CreateSAMLProvider", "iam:UpdateSAMLProvider"],
  "rolesanywhere:CreateTrustAnchor",
  // Rights that people get by way of IAM Identity Center, and the root of another account.
  ...["identitystore:CreateGroupMembership", "sso:CreateAccountAssignment"],
  ...["sso:AttachCustomerManagedPolicyReferenceToPermissionSet"],
  ...["sso:AttachManagedPolicyToPermissionSet", "sso:PutInlinePolicyToPermissionSet"],
  "sts:AssumeRoot",
];

/** What makes a log-in, or takes the second factor from one: by one's own, nobody gets what somebody else has. */
const loggingIn = [
  ...["iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:CreateServiceSpecificCredential"],
  ...["iam:DeactivateMFADevice", "iam:ResetServiceSpecificCredential", "iam:UpdateAccessKey"],
  ...["iam:UpdateLoginProfile", "iam:UploadSigningCertificate"],
];

const passing = "iam:PassRole";
const assuming = "sts:AssumeRole";

/** Whoever can give himself rights has them all: what else his policy says is no limit. */
export const iamNoEscalation = resourceRule({
  name: "iam-no-escalation",
  description: "No policy of a user, group or role of AWS lets it give itself or others rights.",
  remediation:
    "Leave what makes users, keys and policies to whoever administers IAM, outside of the estate of backups.",
  types: identityPolicyTypes,
  judge: (resource) =>
    policiesOf(resource).flatMap(({ path, policy }) =>
      judgeStatements(path, policy(), (statements) =>
        grantsOf(statements, [...loggingIn, ...always, passing, assuming]).flatMap(escalation),
      ),
    ),
});

function escalation({ statement, actions }: Grant): readonly Violation[] {
  const got = actions.filter((action) => !isBounded(action, statement));
  return got.length === 0
    ? []
    : [
        {
          problem: `${statement.at} allows ${got.join(", ")}, by which one gets the rights of others; wanted is none of it`,
          fix: `take that out of the statement; ${passing} may stay for roles by their ARN with a condition on iam:PassedToService, ${assuming} for roles by their ARN`,
        },
      ];
}

/**
 * Handing a role that is named to a service that is named, and becoming a role that is named, is what roles are for; so is
 * for users to have keys of their own.
 */
function isBounded(action: string, statement: IamStatement): boolean {
  // Of all roles of an account one administers it.
  if (action === assuming)
    return patternsPass(statement, (one) => !isEverything(one) && !isAnybody(one));
  // `${aws:username}` is whoever asks (IAM User Guide, "IAM policy elements: Variables and tags").
  if (loggingIn.includes(action))
    return patternsPass(statement, (one) => /:(?:user|mfa)\/\$\{aws:username\}$/.test(one));
  return (
    action === passing &&
    patternsPass(statement, (one) => !/[*?]/.test(one)) &&
    requires(statement, "iam:PassedToService", (value) => !/[*?]/.test(value))
  );
}

const patternsPass = ({ resources }: IamStatement, passes: (pattern: string) => boolean) =>
  resources !== undefined && !resources.allBut && resources.patterns.every(passes);
