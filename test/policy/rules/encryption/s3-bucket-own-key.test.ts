import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "s3-bucket-own-key";
const encryption = (applied: object | undefined, more: object = {}) => ({
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  props: { bucket: "b", rules: [{ applyServerSideEncryptionByDefault: applied }] },
  ...more,
});
const ours = { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:aws:kms:us-east-1:1:key/k" };
const amazons = { sseAlgorithm: "AES256" };
const loggingTo = (targetBucket: string, more: object = {}) => ({
  type: "aws:s3/bucketLogging:BucketLogging",
  name: "logging",
  props: { bucket: "archive", targetBucket, targetPrefix: "a/" },
  ...more,
});

describe(rule, () => {
  it.each([
    ["aws:kms", ours],
    ["two layers of it", { ...ours, sseAlgorithm: "aws:kms:dsse" }],
  ])("passes a bucket under a customer-managed key by %s", async (_what, applied) => {
    expect(await violationsOf(rule, [encryption(applied)])).toEqual([]);
  });

  it.each([
    ["S3's own key", amazons, "sseAlgorithm AES256"],
    ["a rule without an algorithm", undefined, "sseAlgorithm nothing"],
    ["an empty rule", {}, "sseAlgorithm nothing"],
    ["no key's id", { sseAlgorithm: "aws:kms" }, "Amazon's own key (kmsMasterKeyId unset)"],
    ["an empty id", { ...ours, kmsMasterKeyId: "" }, "Amazon's own key (kmsMasterKeyId unset)"],
    ["Amazon's alias", { ...ours, kmsMasterKeyId: "alias/aws/s3" }, "alias/aws/s3"],
    [
      "the ARN of Amazon's alias",
      { ...ours, kmsMasterKeyId: "arn:aws:kms:us-east-1:1:alias/aws/s3" },
      "alias/aws/s3",
    ],
  ])("fails on %s", async (_what, applied, got) => {
    const violations = await violationsOf(rule, [encryption(applied)]);

    expect(violations).toEqual([expect.stringContaining(got)]);
    expect(violations[0]).toMatch(/wanted is aws:kms.*\. Fix: .*customer-managed key\.$/);
  });

  it.each([[[]], [undefined]])("fails on rules %j", async (rules) => {
    const sent = { ...encryption(ours), props: { bucket: "b", rules } };

    expect(await violationsOf(rule, [sent])).toEqual([expect.stringContaining("no rule")]);
  });

  it("lets the bucket that access logs go to be under S3's key, and no other", async () => {
    expect(await violationsOf(rule, [encryption(amazons), loggingTo("b")])).toEqual([]);
    expect(await violationsOf(rule, [encryption(amazons), loggingTo("c")])).toHaveLength(1);
    const lock = {
      type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      name: "lock",
      props: { bucket: "b" },
    };
    expect(await violationsOf(rule, [encryption(amazons), loggingTo("b"), lock])).toHaveLength(1);
  });

  it("knows the bucket for logs also where nothing has a name yet", async () => {
    const bucket = { type: "aws:s3/bucket:Bucket", name: "logs", props: {} };
    const encrypted = encryption(amazons, { from: { bucket: ["logs"] } });
    const nameless = { ...encrypted, props: { ...encrypted.props, bucket: unknown } };
    const logging = loggingTo(unknown, { from: { targetBucket: ["logs"] } });

    expect(await violationsOf(rule, [bucket, nameless, logging])).toEqual([]);
    expect(await violationsOf(rule, [bucket, nameless])).toHaveLength(1);
  });

  it("takes no bucket for one of logs that logs to itself", async () => {
    const itself = loggingTo("b");
    const sent = [encryption(amazons), { ...itself, props: { ...itself.props, bucket: "b" } }];

    expect(await violationsOf(rule, sent)).toHaveLength(1);
  });

  it("says of which resource the key is not known yet", async () => {
    const sent = [encryption({ ...ours, kmsMasterKeyId: unknown })];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining(
        "rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId of subject is not known yet",
      ),
    });
  });
});
