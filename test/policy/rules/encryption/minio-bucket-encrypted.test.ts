import { type Sent, unknown, verdictOf, violationsOf } from "../../support";

const rule = "minio-bucket-encrypted";
const at = (minioServer: unknown) => ({ provider: { minioServer } });
const bucket: Sent = {
  type: "minio:index/s3Bucket:S3Bucket",
  name: "data",
  props: { bucket: "d" },
};
const encryption = (props: object = {}, more: object = {}): Sent => ({
  type: "minio:index/s3BucketServerSideEncryption:S3BucketServerSideEncryption",
  name: "encryption",
  props: { bucket: "d", encryptionType: "aws:kms", kmsKeyId: "backup-key", ...props },
  ...more,
});
const untold =
  "data: no S3BucketServerSideEncryption on the same server names this bucket, so that its objects lie in clear; wanted is " +
  "one with aws:kms and a key. Fix: add a minio.S3BucketServerSideEncryption with this bucket, encryptionType aws:kms and kmsKeyId.";

describe(rule, () => {
  it("passes a bucket that is encrypted, also before it has a name", async () => {
    expect(await violationsOf(rule, [bucket, encryption()])).toEqual([]);
    const nameless = encryption({ bucket: unknown }, { from: { bucket: ["data"] } });
    expect(await violationsOf(rule, [{ ...bucket, props: {} }, nameless])).toEqual([]);
  });

  it("fails on a bucket that is not, or on another server only", async () => {
    expect(await violationsOf(rule, [bucket])).toEqual([untold]);
    expect(await violationsOf(rule, [bucket, encryption({ bucket: "other" })])).toEqual([untold]);
    const here = { ...bucket, ...at("fs01:9000") };
    expect(await violationsOf(rule, [here, encryption({}, at("fs03:9000"))])).toEqual([untold]);
    expect(await violationsOf(rule, [here, encryption()])).toEqual([untold]);
    expect(await violationsOf(rule, [here, encryption({}, at("fs01:9000"))])).toEqual([]);
  });

  it.each([
    [{ encryptionType: "AES256" }, "encryptionType AES256 and kmsKeyId backup-key"],
    [{ encryptionType: undefined }, "encryptionType unset and kmsKeyId backup-key"],
    [{ kmsKeyId: "" }, "encryptionType aws:kms and kmsKeyId unset"],
    [{ kmsKeyId: undefined }, "encryptionType aws:kms and kmsKeyId unset"],
  ])("fails on an encryption with %j", async (props, got) => {
    expect(await violationsOf(rule, [bucket, encryption(props)])).toEqual([
      `data: encryption has ${got}; wanted is aws:kms with a key. Fix: set encryptionType of encryption to aws:kms and kmsKeyId to the name of a key.`,
    ]);
  });

  it("says of which resource the key is not known yet", async () => {
    expect(await verdictOf(rule, [bucket, encryption({ kmsKeyId: unknown })])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("kmsKeyId of encryption is not known yet"),
    });
  });
});
