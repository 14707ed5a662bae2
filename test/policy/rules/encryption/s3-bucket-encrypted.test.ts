import { type Sent, unknown, verdictOf, violationsOf } from "../../support";

const rule = "s3-bucket-encrypted";
const ours = { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:aws:kms:us-east-1:1:key/k" };
const bucket = (props: object = {}): Sent => ({
  type: "aws:s3/bucket:Bucket",
  name: "archive",
  props: { bucket: "archive-name", arn: "arn:aws:s3:::archive-name", id: "archive-id", ...props },
});
const encryption = (of: string, more: object = {}): Sent => ({
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  name: "encryption",
  props: { bucket: of, rules: [] },
  ...more,
});
const inline = (applied: object | undefined) => ({
  serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault: applied } },
});
const inlineV2 = (...applied: object[]): Sent => ({
  ...bucket({
    serverSideEncryptionConfigurations: [
      { rules: [{ applyServerSideEncryptionByDefaults: applied }] },
    ],
  }),
  type: "aws:s3/bucketV2:BucketV2",
});
const untold =
  "archive: no BucketServerSideEncryptionConfiguration names this bucket, so S3 would encrypt it under Amazon's own key; " +
  "wanted is one, with aws:kms and a customer-managed key. Fix: add an aws.s3.BucketServerSideEncryptionConfiguration " +
  "with this bucket, sseAlgorithm aws:kms and kmsMasterKeyId.";

describe(rule, () => {
  it.each(["archive-name", "archive-id", "arn:aws:s3:::archive-name"])(
    "passes a bucket that another resource encrypts by the name %s",
    async (name) => {
      expect(await violationsOf(rule, [bucket(), encryption(name)])).toEqual([]);
    },
  );

  it("passes one by the earlier types, before it has a name", async () => {
    const sent = [
      { type: "aws:s3/bucketV2:BucketV2", name: "archive", props: {} },
      encryption(unknown, {
        type: "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
        from: { bucket: ["archive"] },
      }),
    ];

    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it.each([
    ["Bucket", bucket(inline(ours))],
    ["Bucket with two layers", bucket(inline({ ...ours, sseAlgorithm: "aws:kms:dsse" }))],
    ["BucketV2", inlineV2(ours)],
  ])("passes a %s that names a key itself", async (_what, sent) => {
    expect(await violationsOf(rule, [sent])).toEqual([]);
  });

  it.each([
    ["nothing", bucket()],
    ["what S3 does by itself", bucket(inline({ sseAlgorithm: "AES256" }))],
    ["S3's algorithm with a key", bucket(inline({ ...ours, sseAlgorithm: "AES256" }))],
    ["no algorithm", bucket(inline(undefined))],
    ["an empty rule", bucket(inline({}))],
    ["no key", bucket(inline({ sseAlgorithm: "aws:kms" }))],
    ["Amazon's key", bucket(inline({ ...ours, kmsMasterKeyId: "alias/aws/s3" }))],
    ["no rule", bucket({ serverSideEncryptionConfiguration: {} })],
    ["nothing in BucketV2", { ...bucket(), type: "aws:s3/bucketV2:BucketV2" }],
    ["a rule of nothing in BucketV2", inlineV2()],
    ["what S3 does by itself in BucketV2", inlineV2({ sseAlgorithm: "AES256" })],
  ])("fails on a bucket that is told %s", async (_what, sent) => {
    expect(await violationsOf(rule, [sent])).toEqual([untold]);
  });

  it("fails on a bucket beside another one that is encrypted", async () => {
    const other = { ...bucket({ bucket: "b", arn: "b-arn", id: "b" }), name: "other" };

    expect(await violationsOf(rule, [bucket(), other, encryption("b")])).toEqual([untold]);
  });

  it("says of which bucket it is not known yet what it has itself, unless another resource tells", async () => {
    const sent = bucket({ serverSideEncryptionConfiguration: unknown });

    expect(await verdictOf(rule, [sent])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("serverSideEncryptionConfiguration of archive is not"),
    });
    expect(await violationsOf(rule, [sent, encryption("archive-name")])).toEqual([]);
  });
});
