import { rolePolicies, trustPolicy } from "../../../components/vault/role-policy";
import { isAllowed } from "../../support/iam-evaluator";

const account = "123456789012";
const region = "us-east-1";
const iam = (name: string) => `arn:aws:iam::${account}:${name}`;

describe("whoever assumes a role of the vault", () => {
  const trust = trustPolicy([iam("user/operator"), iam("role/operator")]);
  const may = (principal: string, context: Readonly<Record<string, string>>) =>
    isAllowed(
      { principal, action: "sts:AssumeRole", resource: iam("role/offsite-restorer"), context },
      trust,
    );
  const factor = (isThere: boolean) => ({ "aws:MultiFactorAuthPresent": String(isThere) });

  it("has shown a second factor, if it is a user", async () => {
    const user = iam("user/operator");

    expect(await may(user, factor(true))).toBe(true);
    expect(await may(user, factor(false))).toBe(false);
    expect(await may(user, {})).toBe(false);
  });

  it("is asked for none, if it is a role, whose session has none to show", async () => {
    expect(await may(iam("role/operator"), {})).toBe(true);
  });
});

describe("the auditor", () => {
  const identity = JSON.parse(
    rolePolicies.auditor({
      ...{ archives: ["archive"], buckets: ["archive", "logs"], users: ["exporter"] },
      ...{ dataKeyArn: "arn:aws:kms:us-east-1:123456789012:key/k-1", keyArns: [] },
      ...{ account, region },
    }),
  ) as object;
  /** Refuses nothing that is asked for here. */
  const nobody = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Deny", Principal: { AWS: iam("role/nobody") }, Action: "*", Resource: "*" },
    ],
  });
  const may = (action: string, resource: string) =>
    isAllowed({ principal: iam("role/offsite-auditor"), action, resource, identity }, nobody);

  const user = iam("user/exporter");
  const role = iam("role/offsite-restorer");
  const trail = `arn:aws:cloudtrail:${region}:${account}:trail/lab-trail`;
  const topic = `arn:aws:sns:${region}:${account}:lab-alarms`;
  const budget = `arn:aws:budgets::${account}:budget/lab-alarms`;

  it.each([
    ["cloudtrail:DescribeTrails", "*"],
    ["kms:ListAliases", "*"],
    ["kms:ListKeys", "*"],
    ["s3:ListAllMyBuckets", "*"],
    ["iam:GetUser", user],
    ["iam:GetUserPolicy", user],
    ["iam:ListAccessKeys", user],
    ["iam:ListUserPolicies", user],
    ["iam:ListAttachedUserPolicies", user],
    ["iam:ListGroupsForUser", user],
    ["iam:GetRole", role],
    ["iam:GetRolePolicy", role],
    ["iam:ListRolePolicies", role],
    ["iam:ListAttachedRolePolicies", role],
    ["cloudtrail:GetTrail", trail],
    ["cloudtrail:GetTrailStatus", trail],
    ["cloudtrail:GetEventSelectors", trail],
    ["sns:GetTopicAttributes", topic],
    ["sns:ListSubscriptionsByTopic", topic],
    ["budgets:ViewBudget", budget],
  ])("sees by %s how %s is set", async (action, resource) => {
    expect(await may(action, resource)).toBe(true);
  });

  it.each([
    ["iam:CreateAccessKey", user],
    ["iam:DeleteAccessKey", user],
    ["iam:PutUserPolicy", user],
    ["iam:ListAccessKeys", iam("user/another")],
    ["iam:UpdateAssumeRolePolicy", role],
    ["iam:PutRolePolicy", role],
    ["iam:AttachRolePolicy", role],
    ["cloudtrail:StopLogging", trail],
    ["cloudtrail:DeleteTrail", trail],
    ["cloudtrail:PutEventSelectors", trail],
    ["sns:DeleteTopic", topic],
    ["sns:Subscribe", topic],
    ["sns:SetTopicAttributes", topic],
    ["budgets:ModifyBudget", budget],
  ])("fails to do %s to %s", async (action, resource) => {
    expect(await may(action, resource)).toBe(false);
  });

  it("has no action but such as look", () => {
    const { Statement } = identity as { Statement: readonly { Action: readonly string[] }[] };

    for (const action of Statement.flatMap(({ Action }) => Action))
      expect(action).toMatch(/^[a-z0-9]+:(Get|List|Describe|View)[A-Za-z]+$/);
  });
});
