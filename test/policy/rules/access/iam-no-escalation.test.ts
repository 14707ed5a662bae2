import { unknown, verdictOf, violationsOf } from "../../support";
import { allow, policyText, userPolicy } from "./support";

const rule = "iam-no-escalation";
const role = "arn:aws:iam::123456789012:role/replication";
const to = (service: string) => ({ StringEquals: { "iam:PassedToService": service } });

describe(rule, () => {
  it.each([
    ["reading of IAM", allow(["iam:Get*", "iam:ListUsers"])],
    ["a role by name to assume", allow("sts:AssumeRole", { Resource: role })],
    ["roles of an account to assume", allow("sts:AssumeRole", { Resource: `${role}*` })],
    [
      "a role by name for a service",
      allow("iam:PassRole", { Resource: role, Condition: to("s3.amazonaws.com") }),
    ],
    [
      "keys and a second factor of one's own",
      allow(["iam:CreateAccessKey", "iam:UpdateAccessKey", "iam:DeactivateMFADevice"], {
        Resource: [
          "arn:aws:iam::123456789012:user/${aws:username}",
          "arn:aws:iam::123456789012:mfa/${aws:username}",
        ],
      }),
    ],
    ["a Deny", { ...allow("iam:*"), Effect: "Deny" }],
  ])("passes %s", async (_what, statement) => {
    expect(await violationsOf(rule, [userPolicy(statement)])).toEqual([]);
  });

  it.each([
    ...["iam:AddRoleToInstanceProfile", "iam:AddUserToGroup", "iam:AttachGroupPolicy"],
    ...["iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:CreateAccessKey"],
    ...["iam:CreateLoginProfile", "iam:CreateServiceSpecificCredential"],
    ...["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:DeactivateMFADevice"],
    ...["iam:UpdateLoginProfile", "iam:DeleteRolePermissionsBoundary"],
    ...["iam:DeleteUserPermissionsBoundary", "iam:PutRolePermissionsBoundary"],
    ...["iam:PutUserPermissionsBoundary", "iam:PutGroupPolicy", "iam:PutRolePolicy"],
    ...["iam:PutUserPolicy", "iam:UpdateAssumeRolePolicy", "iam:PassRole"],
    ...["iam:ResetServiceSpecificCredential", "iam:UpdateAccessKey"],
    ...["iam:DeleteGroupPolicy", "iam:DeleteRolePolicy", "iam:DeleteUserPolicy"],
    ...["iam:DetachGroupPolicy", "iam:DetachRolePolicy", "iam:DetachUserPolicy"],
    ...["iam:AddClientIDToOpenIDConnectProvider", "iam:CreateOpenIDConnectProvider"],
    ...["iam:CreateSAMLProvider", "iam:UpdateSAMLProvider", "iam:RemoveUserFromGroup"],
    ...["iam:UploadSigningCertificate", "rolesanywhere:CreateTrustAnchor", "sts:AssumeRoot"],
    ...["identitystore:CreateGroupMembership", "sso:CreateAccountAssignment"],
    ...["sso:AttachCustomerManagedPolicyReferenceToPermissionSet"],
    ...["sso:AttachManagedPolicyToPermissionSet", "sso:PutInlinePolicyToPermissionSet"],
  ])("fails on %s, on whatever resource", async (action) => {
    const statement = allow(["s3:GetObject", action], { Resource: role });

    expect(await violationsOf(rule, [userPolicy(statement)])).toEqual([
      `subject: policy: statement 1 allows ${action}, by which one gets the rights of others; wanted is none of it. Fix: take that out of the statement; iam:PassRole may stay for roles by their ARN with a condition on iam:PassedToService, sts:AssumeRole for roles by their ARN.`,
    ]);
  });

  it.each([
    ["everything to assume", allow("sts:AssumeRole", { Resource: "*" }), "sts:AssumeRole"],
    [
      "one role and all to assume",
      allow("sts:AssumeRole", { Resource: [role, "*"] }),
      "sts:AssumeRole",
    ],
    [
      "all roles but one",
      allow("sts:AssumeRole", { Resource: undefined, NotResource: role }),
      "sts:AssumeRole",
    ],
    ...["123456789012:role/*", "123456789012:*", "1234*:r*", "123456789012:?ole/*"].map(
      (what): [string, object, string] => [
        `whatever role of an account, as ${what}`,
        allow("sts:AssumeRole", { Resource: `arn:aws:iam::${what}` }),
        "sts:AssumeRole",
      ],
    ),
    ["no resource", allow("sts:AssumeRole", { Resource: undefined }), "sts:AssumeRole"],
    [
      "roles by pattern for a service",
      allow("iam:PassRole", { Resource: `${role}*`, Condition: to("s3.amazonaws.com") }),
      "iam:PassRole",
    ],
    [
      "a role for any service",
      allow("iam:PassRole", { Resource: role, Condition: to("*") }),
      "iam:PassRole",
    ],
    [
      "keys for a service",
      allow(["iam:CreateAccessKey", "iam:PutUserPolicy"], {
        Resource: role,
        Condition: to("s3.amazonaws.com"),
      }),
      "iam:CreateAccessKey, iam:PutUserPolicy",
    ],
    [
      "a policy of one's own",
      allow("iam:PutUserPolicy", { Resource: "arn:aws:iam::1:user/${aws:username}" }),
      "iam:PutUserPolicy",
    ],
    [
      "keys of one's own and of others",
      allow("iam:CreateAccessKey", {
        Resource: ["arn:aws:iam::1:user/${aws:username}", "arn:aws:iam::1:user/b"],
      }),
      "iam:CreateAccessKey",
    ],
    ["keys by pattern", allow("IAM:createaccess*"), "iam:CreateAccessKey"],
    [
      "all but reading",
      allow("", { Action: undefined, NotAction: "iam:Get*" }),
      "iam:AddUserToGroup",
    ],
  ])("fails on %s", async (_what, statement, got) => {
    expect(await violationsOf(rule, [userPolicy(statement)])).toEqual([
      expect.stringContaining(got),
    ]);
  });

  it("does not mind what the same policy denies", async () => {
    const sent = userPolicy(allow("iam:*"), { Effect: "Deny", Action: ["iam:*"], Resource: "*" });

    expect(await violationsOf(rule, [sent])).toEqual([]);
  });

  it("fails on what is no policy, and says of which it is not known yet", async () => {
    const type = "aws:iam/policy:Policy";

    expect(await violationsOf(rule, [{ type, props: { policy: "" } }])).toHaveLength(1);
    expect(await verdictOf(rule, [{ type, props: { policy: unknown } }])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("policy of subject is not known yet"),
    });
  });

  it("judges what people get by IAM Identity Center", async () => {
    const type = "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy";
    const inline = (inlinePolicy: string) => [{ type, props: { inlinePolicy } }];

    expect(await violationsOf(rule, inline(policyText(allow("iam:PutUserPolicy"))))).toEqual([
      expect.stringContaining("inlinePolicy: statement 1 allows iam:PutUserPolicy"),
    ]);
    expect(await violationsOf(rule, inline(policyText(allow("s3:GetObject"))))).toEqual([]);
    expect((await verdictOf(rule, inline(unknown))).notJudged).toContain(
      "inlinePolicy of subject is not known yet",
    );
  });

  it("says nothing of other resources", async () => {
    const sent = { ...userPolicy(allow("iam:*")), type: "aws:s3/bucketPolicy:BucketPolicy" };

    expect(await violationsOf(rule, [sent])).toEqual([]);
  });
});
