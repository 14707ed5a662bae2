import { unknown, verdictOf, violationsOf } from "../../support";
import { policyText } from "./support";

const rule = "iam-trust-narrow";
const account = "arn:aws:iam::123456789012:root";
const role = "arn:aws:iam::123456789012:role/backup";
const github = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
const trusting = (Principal: unknown, Condition?: object, more: object = {}) => ({
  type: "aws:iam/role:Role",
  props: {
    assumeRolePolicy: policyText({
      ...{ Effect: "Allow", Principal, Action: "sts:AssumeRole" },
      ...(Condition && { Condition }),
      ...more,
    }),
  },
});
const subject = (value: unknown, operator = "StringLike") => ({
  [operator]: { "token.actions.githubusercontent.com:sub": value },
});

describe(rule, () => {
  it.each([
    ["a role by name", { AWS: [role] }, undefined],
    ["nobody", undefined, undefined],
    ["a service", { Service: "s3.amazonaws.com" }, undefined],
    [
      "an account's role by a condition",
      { AWS: account },
      { ArnEquals: { "aws:PrincipalArn": role } },
    ],
    [
      "an account with an external id",
      { AWS: "123456789012" },
      { StringEquals: { "sts:ExternalId": "b1" } },
    ],
    [
      "an account with a second factor",
      { AWS: account },
      { Bool: { "aws:MultiFactorAuthPresent": "true" } },
    ],
    [
      "an account with a fresh factor",
      { AWS: account },
      { NumericLessThan: { "aws:MultiFactorAuthAge": 600 } },
    ],
    [
      "an account by a tag",
      { AWS: account },
      { StringEquals: { "aws:PrincipalTag/team": "backup" } },
    ],
    ["an organisation", "*", { StringEquals: { "aws:PrincipalOrgID": "o-1" } }],
    ["a pipeline by its subject", { Federated: github }, subject("repo:lab/backup:*")],
    ["a pipeline of Bitbucket", { Federated: github }, subject("{5c6a7d5e}*:*")],
    ["a group of GitLab", { Federated: github }, subject("project_path:lab/*:ref_type:*")],
    ["an organization of Terraform", { Federated: github }, subject("organization:lab:project:*")],
    ["an account of a cluster", { Federated: github }, subject("system:serviceaccount:backup:*")],
    ["a number", { Federated: github }, subject("1234567890", "StringEquals")],
    ["a company's SAML", { Federated: "arn:aws:iam::123456789012:saml-provider/lab" }, undefined],
  ])("passes %s", async (_what, principal, condition) => {
    expect(await violationsOf(rule, [trusting(principal, condition)])).toEqual([]);
  });

  const fix =
    "Fix: name who may assume the role in Principal, or say who in Condition with an operator that wants the key to be there.";

  it.each(["*", { AWS: "*" }, { AWS: [role, "*"] }, { aws: "*" }])(
    "fails on the principal %j",
    async (principal) => {
      expect(await violationsOf(rule, [trusting(principal)])).toEqual([
        `subject: assumeRolePolicy: statement 1 trusts everybody; wanted are principals by name, or a condition on aws:PrincipalArn. ${fix}`,
      ]);
    },
  );

  it("fails on all but some", async () => {
    const sent = trusting(undefined, undefined, { NotPrincipal: { AWS: role } });

    expect(await violationsOf(rule, [sent])).toEqual([
      `subject: assumeRolePolicy: statement 1 trusts everybody whom NotPrincipal does not name; wanted are principals by name. ${fix}`,
    ]);
  });

  it.each([account, "123456789012"])("fails on the account %s without a condition", async (id) => {
    expect(await violationsOf(rule, [trusting({ AWS: id })])).toEqual([
      `subject: assumeRolePolicy: statement 1 trusts all of the account ${id}; wanted are its roles by name, or a condition on aws:PrincipalArn, sts:ExternalId or aws:MultiFactorAuthPresent. ${fix}`,
    ]);
  });

  it.each([
    ["any role", { ArnLike: { "aws:PrincipalArn": "*" } }],
    ["any external id", { StringLike: { "sts:ExternalId": "*" } }],
    ["no second factor", { Bool: { "aws:MultiFactorAuthPresent": "false" } }],
    ["a second factor if one is told", { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } }],
    ["any tag", { StringLike: { "aws:PrincipalTag/team": "*" } }],
    ["no fresh factor", { NumericGreaterThan: { "aws:MultiFactorAuthAge": 600 } }],
    ["a tag of the request", { StringEquals: { "aws:RequestTag/aws:PrincipalTag/a": "b" } }],
    ["all but a role", { ArnNotEquals: { "aws:PrincipalArn": role } }],
  ])("fails on an account with a condition on %s", async (_what, condition) => {
    expect(await violationsOf(rule, [trusting({ AWS: account }, condition)])).toHaveLength(1);
  });

  it("fails on everybody with what anybody can bring", async () => {
    const condition = { StringEquals: { "sts:ExternalId": "b1" } };

    expect(await violationsOf(rule, [trusting("*", condition)])).toHaveLength(1);
  });

  it.each([
    ["no condition", undefined],
    [
      "the audience alone",
      { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
    ],
    ["any subject", subject("*")],
    ["any repository", subject("repo:*")],
    ["whoever ends so, of any service", subject("*:backup")],
    ["any repository, by a shorter beginning", subject("re*")],
    ["any repository, by single characters", subject("repo?*")],
    ["whatever owner begins so", subject("repo:lab*")],
    ["any group of GitLab", subject("project_path:*:ref_type:branch:ref:main")],
    ["any organization of Terraform", subject("organization:*:project:backup:*")],
    ["any organization of CircleCI", subject("org/*/project/*")],
    ["any organization of a service of Microsoft's", subject("sc://*/backup/*")],
    ["any repository of Bitbucket", subject("{*}:*")],
    ["one subject or any", subject(["repo:lab/backup:*", "repo:*/*:*"])],
    ["an empty subject", subject("")],
    ["what begins like a subject", { StringEquals: { "token.example:subject": "lab" } }],
    ["another subject", subject("repo:lab/*", "StringNotLike")],
    ["a subject if there is one", subject("repo:lab/*", "ForAllValues:StringLike")],
  ])("fails on OpenID Connect with %s", async (_what, condition) => {
    expect(await violationsOf(rule, [trusting({ Federated: github }, condition)])).toEqual([
      `subject: assumeRolePolicy: statement 1 trusts whoever logs in with ${github}; wanted is a condition on its \`sub\`. ${fix}`,
    ]);
  });

  it("does not mind whom a Deny names", async () => {
    expect(await violationsOf(rule, [trusting("*", undefined, { Effect: "Deny" })])).toEqual([]);
  });

  it("fails on what is no policy, and says of which role it is not known yet", async () => {
    const type = "aws:iam/role:Role";

    expect(await violationsOf(rule, [{ type, props: { assumeRolePolicy: "x" } }])).toEqual([
      expect.stringContaining("assumeRolePolicy is no JSON object"),
    ]);
    expect(await verdictOf(rule, [{ type, props: { assumeRolePolicy: unknown } }])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("assumeRolePolicy of subject is not known yet"),
    });
  });
});
