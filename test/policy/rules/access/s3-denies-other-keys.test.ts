import { unknown, verdictOf, violationsOf } from "../../support";
import { about, bucket, deny, logsInto, policyAbout } from "./buckets";

const rule = "s3-denies-other-keys";
const header = "s3:x-amz-server-side-encryption";
const keyHeader = `${header}-aws-kms-key-id`;
const customerHeader = `${header}-customer-algorithm`;
const key = "arn:aws:kms:us-east-1:123456789012:key/k";
const there = (name: string) => ({ Null: { [name]: "false" } });

const customers = deny("s3:PutObject", there(customerHeader));
const algorithms = deny("s3:PutObject", {
  ...there(header),
  StringNotEquals: { [header]: "aws:kms" },
});
const keys = deny("s3:PutObject", { ...there(keyHeader), StringNotEquals: { [keyHeader]: key } });
const all = [customers, algorithms, keys];
const missing = (what: string) =>
  `archive: no bucket policy refuses copies under ${what}; wanted is a Deny of s3:PutObject for each. Fix: add those statements to the bucket's aws.s3.BucketPolicy.`;

const encryption = (blockedEncryptionTypes?: readonly string[]) =>
  about("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", {
    rules: [{ blockedEncryptionTypes }],
  });

describe(rule, () => {
  it.each([
    ["what there is may be", all],
    [
      "what is not the key, also where no header is",
      [customers, algorithms, deny("s3:Put*", { StringNotEqualsIfExists: { [keyHeader]: key } })],
    ],
    [
      "what is not the key's ARN",
      [customers, algorithms, deny("s3:PutObject", { ArnNotEquals: { [keyHeader]: key } })],
    ],
    [
      "two layers as well",
      [customers, keys, deny("*", { StringNotLike: { [header]: "aws:kms*" } })],
    ],
  ])("passes a policy that refuses %s", async (_what, statements) => {
    expect(await violationsOf(rule, [bucket, policyAbout(...statements)])).toEqual([]);
  });

  it("passes a bucket whose encryption blocks keys of callers", async () => {
    const policy = policyAbout(algorithms, keys);

    expect(await violationsOf(rule, [bucket, policy, encryption(["SSE-C"])])).toEqual([]);
    for (const blocked of [["NONE"], [], undefined])
      expect(await violationsOf(rule, [bucket, policy, encryption(blocked)])).toEqual([
        missing("a caller's own key"),
      ]);
    const none = about(encryption().type, {});
    expect(await violationsOf(rule, [bucket, policy, none])).toHaveLength(1);
  });

  it("fails where one of two policies of the bucket refuses nothing, and may be the last", async () => {
    const idle = { ...policyAbout(customers, algorithms), name: "idle" };

    expect(await violationsOf(rule, [bucket, policyAbout(...all), idle])).toEqual([
      missing("another KMS key"),
    ]);
  });

  it("passes the bucket that access logs go to", async () => {
    expect(await violationsOf(rule, [bucket, logsInto])).toEqual([]);
    expect(await violationsOf(rule, [bucket])).toEqual([
      missing("a caller's own key, another KMS key, Amazon's own key"),
    ]);
  });

  it.each([
    ["keys of callers", [algorithms, keys], "a caller's own key"],
    ["other keys", [customers, algorithms], "another KMS key"],
    ["Amazon's keys", [customers, keys], "Amazon's own key"],
  ])("fails on a policy that does not refuse %s", async (_what, statements, what) => {
    expect(await violationsOf(rule, [bucket, policyAbout(...statements)])).toEqual([missing(what)]);
  });

  it.each([
    ["some objects", { Resource: "arn:aws:s3:::archive/vm/*" }],
    ["somebody", { Principal: { AWS: "123456789012" } }],
    ["reading", { Action: "s3:GetObject" }],
    ["nothing", { Effect: "Allow" }],
  ])("fails on statements that refuse %s", async (_what, more) => {
    const sent = policyAbout(...all.map((one) => ({ ...one, ...more })));

    expect(await violationsOf(rule, [bucket, sent])).toHaveLength(1);
  });

  const second = { StringEquals: { "aws:PrincipalAccount": "123456789012" } };

  it.each([
    [
      "keys of callers on a second condition",
      deny("s3:PutObject", { ...there(customerHeader), ...second }),
      "a caller's own key",
    ],
    [
      "keys of callers where there is none",
      deny("s3:PutObject", { Null: { [customerHeader]: "true" } }),
      "a caller's own key",
    ],
    [
      "keys of callers by their name",
      deny("s3:PutObject", { StringEquals: { [customerHeader]: "false" } }),
      "a caller's own key",
    ],
    ["a header of another", deny("s3:PutObject", there("s3:x-amz-acl")), "a caller's own key"],
    [
      "other keys on a second condition",
      deny("s3:PutObject", { StringNotEquals: { [keyHeader]: key }, ...second }),
      "another KMS key",
    ],
    [
      "the key itself",
      deny("s3:PutObject", { StringEquals: { [keyHeader]: key } }),
      "another KMS key",
    ],
    ["no key", deny("s3:PutObject", { StringNotLike: { [keyHeader]: "*" } }), "another KMS key"],
    [
      "some of several keys",
      deny("s3:PutObject", { "ForAllValues:StringNotEquals": { [keyHeader]: key } }),
      "another KMS key",
    ],
    [
      "keys of callers, there or not",
      deny("s3:PutObject", { Null: { [customerHeader]: ["true", "false"] } }),
      "a caller's own key",
    ],
    ["every key", deny("s3:PutObject", there(keyHeader)), "another KMS key"],
    [
      "what is not Amazon's",
      deny("s3:PutObject", { StringNotEquals: { [header]: "AES256" } }),
      "Amazon's own key",
    ],
    [
      "what is neither",
      deny("s3:PutObject", { StringNotEquals: { [header]: ["aws:kms", "AES256"] } }),
      "Amazon's own key",
    ],
  ])("fails on a policy that refuses %s", async (_what, statement, what) => {
    const others = all.filter((one) => missingWithout(one) !== what);
    const sent = policyAbout(...others, statement);

    expect(await violationsOf(rule, [bucket, sent])).toEqual([missing(what)]);
  });

  function missingWithout(one: object): string {
    return new Map<object, string>([
      [customers, "a caller's own key"],
      [keys, "another KMS key"],
      [algorithms, "Amazon's own key"],
    ]).get(one)!;
  }

  it("says of which policy it is not known yet", async () => {
    const sent = about("aws:s3/bucketPolicy:BucketPolicy", { policy: unknown });

    expect(await verdictOf(rule, [bucket, sent])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("policy of BucketPolicy of archive is not known yet"),
    });
  });
});
