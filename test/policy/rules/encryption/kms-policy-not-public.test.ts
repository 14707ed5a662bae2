import { kmsPolicyTypes } from "../../../../policy/rules/encryption/kms-key-types";
import { unknown, verdictOf, violationsOf } from "../../support";
import { policyOf } from "./support";

const rule = "kms-policy-not-public";
const key = (...statements: object[]) => [
  { type: "aws:kms/key:Key", props: { policy: policyOf(...statements) } },
];
const everybody = { Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" };
const where = (Condition: object) => key({ ...everybody, Condition });
const fault = (number: number) =>
  `subject: policy: statement ${number} allows something to everybody in the world, and no condition keeps strangers out; ` +
  "wanted are named principals, or a condition on their account or organization. Fix: name the principals of that " +
  "statement, or compare kms:CallerAccount, aws:PrincipalOrgID or aws:SourceAccount for equality.";

describe(rule, () => {
  it.each([
    ["an account", { AWS: "arn:aws:iam::1:root" }],
    ["a service", { Service: "cloudtrail.amazonaws.com" }],
    ["several", { AWS: ["1", "2"], Federated: "f" }],
  ])("passes what allows %s", async (_what, Principal) => {
    expect(await violationsOf(rule, key({ ...everybody, Principal }))).toEqual([]);
  });

  it("passes what denies everybody, and what is about nobody", async () => {
    expect(await violationsOf(rule, key({ ...everybody, Effect: "Deny" }))).toEqual([]);
    expect(await violationsOf(rule, key({ ...everybody, Principal: undefined }))).toEqual([]);
  });

  it.each([
    { StringEquals: { "kms:CallerAccount": "1" } },
    { StringEquals: { "KMS:calleraccount": ["1", "2"] } },
    { StringEquals: { "aws:PrincipalAccount": 1 } },
    { stringequals: { "aws:PrincipalOrgID": "o-1" } },
    { StringLike: { "aws:PrincipalOrgPaths": "o-1/r-*" } },
    { StringEqualsIgnoreCase: { "aws:SourceOrgID": "o-1" } },
    { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-1/r-1/*" } },
    { "ForAnyValue:StringLike": { "aws:SourceOrgPaths": "o-1/*" } },
    { StringEquals: { "aws:SourceAccount": "1" } },
    { ArnLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:1:trail/*" } },
    { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::1:role/writer" } },
    { ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket*" } },
    { StringEquals: { "aws:SourceVpce": "vpce-1" } },
    { StringEquals: { "aws:SourceVpc": "vpc-1" } },
    { StringEquals: { "aws:PrincipalAccount": "${aws:ResourceAccount}" } },
    { StringEquals: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" } },
    { StringLike: { "aws:userid": "AROA1:*" } },
    { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:SourceAccount": "1" } },
    { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com", "kms:CallerAccount": "1" } },
  ])("passes everybody where %j", async (condition) => {
    expect(await violationsOf(rule, where(condition))).toEqual([]);
  });

  it.each([
    {},
    { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
    { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } },
    { "ForAllValues:StringEquals": { "aws:PrincipalOrgPaths": "o-1/" } },
    { StringNotEquals: { "aws:PrincipalAccount": "1" } },
    { StringEquals: { "kms:CallerAccount": "${aws:PrincipalAccount}" } },
    { StringEquals: { "kms:CallerAccounts": "1" } },
    { StringEquals: { "x-kms:CallerAccount": "1" } },
    { StringLike: { "aws:PrincipalAccount": "*" } },
    { StringLike: { "aws:PrincipalAccount": "?1" } },
    { StringLike: { "aws:PrincipalOrgID": ["o-1", "*"] } },
    { StringLike: { "aws:PrincipalOrgID": "o-*" } },
    { StringLike: { "aws:PrincipalOrgPaths": "o-*/r-1/*" } },
    { StringLike: { "aws:PrincipalAccount": "1*" } },
    { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/writer" } },
    { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::?:role/writer" } },
    { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } },
    { ArnLike: { "aws:SourceArn": "arn:*" } },
    { ArnLike: { "aws:SourceArn": "arn:aws:s3::" } },
    { ArnLike: { "aws:SourceArn": "arn:aws:s3:::?" } },
    { Bool: { "aws:MultiFactorAuthPresent": "true" } },
    { Null: { "aws:PrincipalOrgID": "false" } },
  ])("fails on everybody where %j", async (condition) => {
    expect(await violationsOf(rule, where(condition))).toEqual([fault(1)]);
  });

  it.each([
    ["*", { Principal: "*" }],
    ["AWS", { Principal: { AWS: "*" } }],
    ["a list", { Principal: { AWS: ["1", "*"] } }],
    ["all but some", { Principal: undefined, NotPrincipal: { AWS: "1" } }],
    ["all but some actions", { Action: undefined, NotAction: "kms:Sign" }],
  ])("fails on everybody, told by %s", async (_what, more) => {
    const named = { ...everybody, Principal: { AWS: "1" } };

    expect(await violationsOf(rule, key(named, { ...everybody, ...more }))).toEqual([fault(2)]);
  });

  it.each(kmsPolicyTypes)("judges a %s", async (type) => {
    const statement = JSON.stringify({ Statement: everybody });

    expect(await violationsOf(rule, [{ type, props: { policy: statement } }])).toEqual([fault(1)]);
    expect(await violationsOf(rule, [{ type, props: {} }])).toEqual([]);
    expect(await violationsOf(rule, [{ type, props: { policy: "" } }])).toEqual([]);
    expect(await verdictOf(rule, [{ type, props: { policy: unknown } }])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("policy of subject is not known yet"),
    });
  });

  it.each(["s3cr3t", "[]", "null", "1"])(
    "fails on the policy %s, without its text",
    async (policy) => {
      expect(await violationsOf(rule, [{ type: "aws:kms/key:Key", props: { policy } }])).toEqual([
        "subject: policy is no JSON object; wanted is a policy. Fix: write policy as IAM's grammar has it.",
      ]);
    },
  );
});
