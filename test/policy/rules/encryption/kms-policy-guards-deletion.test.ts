import { kmsPolicyTypes } from "../../../../policy/rules/encryption/kms-key-types";
import { unknown, verdictOf, violationsOf } from "../../support";
import { policyOf } from "./support";

const rule = "kms-policy-guards-deletion";
const key = (...statements: object[]) => [
  { type: "aws:kms/key:Key", props: { policy: policyOf(...statements) } },
];
const root = "arn:aws:iam::123456789012:root";
const ending = [
  "kms:DeleteImportedKeyMaterial",
  "kms:DisableKey",
  "kms:PutKeyPolicy",
  "kms:ScheduleKeyDeletion",
];
const account = { Effect: "Allow", Principal: { AWS: root }, Action: ending, Resource: "*" };
const allowsWhere = (Condition: object) => key({ ...account, Condition });
const deniesWhere = (Condition: object, more: object = {}) =>
  key(account, { ...account, Effect: "Deny", Principal: "*", Condition, ...more });
const fault = (open = ending, number = 1) =>
  `subject: policy: statement ${number} allows ${open.join(", ")} to whomever IAM lets in a whole account; wanted are named ` +
  "roles, or a condition on aws:PrincipalArn or aws:MultiFactorAuthPresent. Fix: take those actions out of that " +
  "statement, and allow them to the roles that may end the key.";
const role = "arn:aws:iam::123456789012:role/administrator";
const notAnyRole = { ArnNotEquals: { "aws:PrincipalArn": role } };

describe(rule, () => {
  it.each([
    ["a role", { AWS: role }],
    ["a user of a name with digits", { AWS: "arn:aws:iam::123456789012:user/123456789012" }],
    ["a service", { Service: "backup.amazonaws.com" }],
    ["nobody", undefined],
    ["what is no account", { AWS: [`${root}s`, "1234567890123", "12345", `x${root}`] }],
  ])("passes what allows %s to end a key", async (_what, Principal) => {
    expect(await violationsOf(rule, key({ ...account, Principal }))).toEqual([]);
  });

  it.each([
    ["looking and using", { Action: ["kms:DescribeKey", "kms:Decrypt", "kms:EnableKey*"] }],
    [
      "all but ending",
      { Action: undefined, NotAction: ["kms:D*", "KMS:put*", "kms:Schedule?eyDeletion"] },
    ],
    ["no such action", { Action: ["kms:Disable.Key", "kms:(PutKeyPolicy)", "kms:DisableKeyX"] }],
    ["what is denied", { Effect: "Deny" }],
  ])("passes a whole account where it is about %s", async (_what, more) => {
    expect(await violationsOf(rule, key({ ...account, ...more }))).toEqual([]);
  });

  it.each([
    ["the account's root", { AWS: root }],
    ["that of another partition", { AWS: "arn:aws-us-gov:iam::123456789012:root" }],
    ["the account's id", { AWS: 123456789012 }],
    ["the account among others", { AWS: [role, root] }],
    ["everybody", "*"],
  ])("fails on %s", async (_what, Principal) => {
    expect(await violationsOf(rule, key({ ...account, Principal }))).toEqual([fault()]);
  });

  it("fails on all but some principals", async () => {
    const statement = { ...account, Principal: undefined, NotPrincipal: { AWS: role } };

    expect(await violationsOf(rule, key(statement))).toEqual([fault()]);
  });

  it.each([
    ["kms:*", ending],
    ["*", ending],
    [["kms:Decrypt", "KMS:schedulekeydeletion"], ["kms:ScheduleKeyDeletion"]],
    ["kms:Disable*", ["kms:DisableKey"]],
    ["kms:Put?eyPolicy", ["kms:PutKeyPolicy"]],
    ["kms:DeleteImportedKeyMaterial", ["kms:DeleteImportedKeyMaterial"]],
  ])("fails on a whole account with %j", async (Action, open) => {
    const reading = { ...account, Action: "kms:DescribeKey" };

    expect(await violationsOf(rule, key(reading, { ...account, Action }))).toEqual([
      fault(open, 2),
    ]);
  });

  it("fails on a whole account with all but some actions", async () => {
    const statement = { ...account, Action: undefined, NotAction: ["kms:Disable*", "kms:Put*"] };

    expect(await violationsOf(rule, key(statement))).toEqual([
      fault(["kms:DeleteImportedKeyMaterial", "kms:ScheduleKeyDeletion"]),
    ]);
  });

  it.each([
    { ArnEquals: { "aws:PrincipalArn": role } },
    { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/admin*" } },
    { StringLike: { "AWS:PrincipalArn": ["arn:aws:iam::*:role/a/*/b", root] } },
    { StringEquals: { "aws:PrincipalTag/role": "keeper" } },
    { StringEquals: { "aws:username": "keeper" } },
    { StringLike: { "aws:userid": "AROA1:*" } },
    { Bool: { "aws:MultiFactorAuthPresent": "true" } },
    { Bool: { "aws:MultiFactorAuthPresent": true } },
    { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } },
    { NumericLessThanEquals: { "aws:MultiFactorAuthAge": 3600 } },
    { StringEquals: { "aws:PrincipalOrgID": "o-1", "aws:PrincipalArn": role } },
    { StringEquals: { "aws:PrincipalTag/owner": "${aws:ResourceAccount}" } },
  ])("passes a whole account where %j", async (condition) => {
    expect(await violationsOf(rule, allowsWhere(condition))).toEqual([]);
  });

  it.each([
    {},
    { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
    { StringEquals: { "kms:CallerAccount": "123456789012" } },
    { ArnLike: { "aws:PrincipalArn": "*" } },
    { StringEquals: { "aws:username": "${aws:username}" } },
    { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:*" } },
    { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/*" } },
    { StringLike: { "aws:PrincipalArn": [role, "arn:aws:iam::123456789012:user/*"] } },
    { ArnEqualsIfExists: { "aws:PrincipalArn": role } },
    { ArnNotEquals: { "aws:PrincipalArn": role } },
    { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } },
    { Bool: { "aws:MultiFactorAuthPresent": "false" } },
    { NumericGreaterThan: { "aws:MultiFactorAuthAge": "1" } },
    { StringEquals: { "aws:PrincipalTag/": "keeper" } },
    { StringEquals: { "x-aws:username": "keeper" } },
    { StringEquals: { "aws:usernames": "keeper" } },
    { Bool: { "aws:MultiFactorAuthPresent": ["true", "false"] } },
    { NumericLessThanIfExists: { "aws:MultiFactorAuthAge": "1" } },
    { "ForAllValues:NumericLessThan": { "aws:MultiFactorAuthAge": "1" } },
    { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:*?*" } },
  ])("fails on a whole account where %j", async (condition) => {
    expect(await violationsOf(rule, allowsWhere(condition))).toEqual([fault()]);
  });

  it.each([
    { ArnNotEquals: { "aws:PrincipalArn": role } },
    { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/admin*" } },
    { StringNotEquals: { "aws:PrincipalArn": [role, root] } },
    { StringNotLikeIfExists: { "aws:PrincipalArn": role } },
    { StringNotEqualsIgnoreCase: { "aws:PrincipalTag/role": "keeper" } },
    { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
    { ...notAnyRole, BoolIfExists: { "aws:MultiFactorAuthPresent": false } },
    {},
  ])("passes a whole account where it is denied to everybody with %j", async (condition) => {
    expect(await violationsOf(rule, deniesWhere(condition))).toEqual([]);
  });

  it.each([
    { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/*" } },
    { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:r*" } },
    { StringNotLike: { "aws:PrincipalArn": "*:role/*" } },
    { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:*/*" } },
    { ArnEquals: { "aws:PrincipalArn": role } },
    { Bool: { "aws:MultiFactorAuthPresent": "false" } },
    { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } },
    { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } },
    { ...notAnyRole, IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
    { "ForAnyValue:StringNotEquals": { "aws:PrincipalArn": role } },
    { StringNotEqualsX: { "aws:PrincipalArn": role } },
    { BoolIfExists: { "aws:MultiFactorAuthPresent": ["false", "true"] } },
    { StringNotLike: { "aws:PrincipalArn": [role, "*"] } },
  ])("fails where it is denied with %j alone", async (condition) => {
    expect(await violationsOf(rule, deniesWhere(condition))).toEqual([fault()]);
  });

  it.each([
    ["only some actions", { Action: ["kms:Disable*", "kms:Put*"] }, [ending[0]!, ending[3]!]],
    ["all but some actions", { Action: undefined, NotAction: "kms:Disable*" }, ["kms:DisableKey"]],
    ["another account", { Principal: { AWS: "999999999999" } }, ending],
    ["all but some principals", { Principal: undefined, NotPrincipal: { AWS: role } }, ending],
    ["other keys", { Resource: ["arn:aws:kms:us-east-1:123456789012:key/other"] }, ending],
    ["nobody knows what", { Resource: undefined }, ending],
    ["all but some keys", { Resource: undefined, NotResource: "*" }, ending],
    ["nobody", { Principal: undefined }, ending],
    ["nobody, for it allows", { Effect: "Allow", Principal: { AWS: role } }, ending],
  ])("fails where what is denied is about %s", async (_what, more, open) => {
    expect(await violationsOf(rule, deniesWhere(notAnyRole, more))).toEqual([fault(open)]);
  });

  it("passes where the account itself is denied it, and no other is allowed it", async () => {
    const denied = { Principal: { AWS: [root, "999999999999"] } };

    expect(await violationsOf(rule, deniesWhere(notAnyRole, denied))).toEqual([]);
    const both = { ...account, Principal: { AWS: [root, "111111111111"] } };
    const deny = { ...account, Effect: "Deny", Condition: notAnyRole, ...denied };
    expect(await violationsOf(rule, key(both, deny))).toEqual([fault()]);
  });

  it.each(kmsPolicyTypes)("judges a %s", async (type) => {
    const policy = JSON.stringify({ Statement: account });

    expect(await violationsOf(rule, [{ type, props: { policy } }])).toEqual([fault()]);
    expect(await violationsOf(rule, [{ type, props: {} }])).toEqual([]);
    expect(await violationsOf(rule, [{ type, props: { policy: "" } }])).toEqual([]);
    expect(await verdictOf(rule, [{ type, props: { policy: unknown } }])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("policy of subject is not known yet"),
    });
  });

  it("fails on a policy that is none, without its text", async () => {
    expect(
      await violationsOf(rule, [{ type: "aws:kms/key:Key", props: { policy: "s3cr3t" } }]),
    ).toEqual([expect.stringContaining("policy is no JSON object; wanted is a policy")]);
  });
});
