import { remediatedBy, secret } from "../../remediated";
import { type Sent, unknown, verdictOf, violationsOf } from "../../support";

const rule = "s3-bucket-key";
const kms = { sseAlgorithm: "aws:kms", kmsMasterKeyId: unknown };
const encryption = (...rules: object[]): Sent => ({
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  props: { bucket: "b", rules },
});
const ruleWith = (bucketKeyEnabled: unknown, applied: object | undefined = kms) => ({
  applyServerSideEncryptionByDefault: applied,
  ...(bucketKeyEnabled === undefined ? {} : { bucketKeyEnabled }),
});

describe(rule, () => {
  it.each([
    ["a bucket key", ruleWith(true)],
    ["S3's algorithm", ruleWith(undefined, { sseAlgorithm: "AES256" })],
    ["two layers, which know no bucket key", ruleWith(false, { sseAlgorithm: "aws:kms:dsse" })],
    ["no algorithm", { bucketKeyEnabled: false }],
  ])("passes %s, without a look at the key", async (_what, sent) => {
    expect(await violationsOf(rule, [encryption(sent)])).toEqual([]);
  });

  it.each([
    [false, "false"],
    [undefined, "unset, which is false"],
  ])("advises against bucketKeyEnabled %s", async (enabled, got) => {
    expect(await violationsOf(rule, [encryption(ruleWith(true), ruleWith(enabled))])).toEqual([
      `subject: rules[1].bucketKeyEnabled is ${got}, so each object costs requests to KMS; wanted is true. Fix: set rules[1].bucketKeyEnabled to true.`,
    ]);
  });

  it("sees what buckets have themselves, and the earlier types", async () => {
    const sent = [
      {
        type: "aws:s3/bucket:Bucket",
        props: { serverSideEncryptionConfiguration: { rule: ruleWith(false) } },
      },
      {
        type: "aws:s3/bucketV2:BucketV2",
        props: {
          serverSideEncryptionConfigurations: [
            { rules: [{ applyServerSideEncryptionByDefaults: [kms] }] },
          ],
        },
      },
      {
        ...encryption(ruleWith(false)),
        type: "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
      },
    ];

    expect(await violationsOf(rule, sent)).toEqual([
      expect.stringContaining("serverSideEncryptionConfiguration.rule.bucketKeyEnabled is false"),
      expect.stringContaining(
        "serverSideEncryptionConfigurations[0].rules[0].bucketKeyEnabled is unset",
      ),
      expect.stringContaining("rules[0].bucketKeyEnabled is false"),
    ]);
  });

  it.each(["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2", encryption().type])(
    "has nothing to say of a %s without rules",
    async (type) => {
      expect(await violationsOf(rule, [{ type, props: {} }])).toEqual([]);
    },
  );

  it("says what is not known yet", async () => {
    expect(await verdictOf(rule, [encryption(ruleWith(unknown))])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("rules.0.bucketKeyEnabled of subject is not known yet"),
    });
  });

  const inline = (enabled: unknown): Sent => ({
    type: "aws:s3/bucket:Bucket",
    props: { serverSideEncryptionConfiguration: { rule: ruleWith(enabled) }, acl: "private" },
  });
  const inEarlier = (enabled: unknown): Sent => ({
    type: "aws:s3/bucketV2:BucketV2",
    props: {
      serverSideEncryptionConfigurations: [
        {
          rules: [
            {
              applyServerSideEncryptionByDefaults: [kms],
              ...(enabled === undefined ? {} : { bucketKeyEnabled: enabled }),
            },
          ],
        },
      ],
    },
  });
  const v2 = (enabled: unknown): Sent => ({
    ...encryption(ruleWith(enabled)),
    type: "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
  });

  it.each([
    ["a setting of its own", (enabled: unknown) => encryption(ruleWith(enabled))],
    ["the earlier one", v2],
    ["a bucket", inline],
    ["an earlier bucket", inEarlier],
  ])(
    "switches bucket keys on in %s at the level remediate, whatever key it will be",
    async (_what, sent) => {
      for (const got of [false, undefined]) {
        const mended = (await remediatedBy(rule, sent(got))) as Sent["props"];

        expect(mended).toEqual(sent(true).props);
        expect(await violationsOf(rule, [{ ...sent(got), props: mended }])).toEqual([]);
      }
      expect(await remediatedBy(rule, sent(true))).toBeUndefined();
    },
  );

  it("switches no other rule, and keeps a secret key", async () => {
    const kept = ruleWith(false, { sseAlgorithm: "AES256" });
    const applied = { ...kms, kmsMasterKeyId: secret("alias/backup") };

    expect(await remediatedBy(rule, encryption(kept, ruleWith(false, applied)))).toEqual({
      ...{ bucket: "b", rules: [kept, ruleWith(true, applied)] },
    });
  });

  it.each([
    ["S3's algorithm", ruleWith(undefined, { sseAlgorithm: "AES256" })],
    ["two layers", ruleWith(false, { sseAlgorithm: "aws:kms:dsse" })],
    ["an algorithm that is not known yet", ruleWith(false, { sseAlgorithm: unknown })],
    ["a bucket key that is not known yet", ruleWith(unknown)],
  ])("changes nothing of %s", async (_what, sent) => {
    expect(await remediatedBy(rule, encryption(sent))).toBeUndefined();
  });

  it.each(["mandatory", "advisory", "disabled"] as const)(
    "changes nothing at the level %s",
    async (level) => {
      expect(await remediatedBy(rule, encryption(ruleWith(false)), level)).toBeUndefined();
    },
  );
});
