import { type ResourceOf } from "../../resource";
import { stackRule, type Violation } from "../../rule";

type Encryption =
  ResourceOf<"minio:index/s3BucketServerSideEncryption:S3BucketServerSideEncryption">;

/**
 * MinIO encrypts nothing by itself, and a replica under the same key name only where both are told (MinIO documentation,
 * "Bucket Encryption"). Two sites may have buckets of one name, so that only what goes to the same server speaks of this
 * one.
 */
export const minioBucketEncrypted = stackRule({
  name: "minio-bucket-encrypted",
  description: "MinIO buckets encrypt under a KMS key.",
  remediation:
    "Add a minio.S3BucketServerSideEncryption for the bucket, with `encryptionType: aws:kms` and the key's name.",
  types: ["minio:index/s3Bucket:S3Bucket"],
  judge: (bucket, _numbers, stack) => {
    const told = stack
      .about(bucket, "bucket", [
        "minio:index/s3BucketServerSideEncryption:S3BucketServerSideEncryption",
      ])
      .filter((one) => serverOf(one) === serverOf(bucket));
    return told.length === 0 ? [untold] : told.flatMap(wrongKey);
  },
});

const serverOf = ({ provider }: Pick<Encryption, "provider">) => provider?.["minioServer"];

const untold: Violation = {
  problem:
    "no S3BucketServerSideEncryption on the same server names this bucket, so that its objects lie in clear; wanted is one " +
    "with aws:kms and a key",
  fix: "add a minio.S3BucketServerSideEncryption with this bucket, encryptionType aws:kms and kmsKeyId",
};

function wrongKey({ name, props: { encryptionType, kmsKeyId } }: Encryption): readonly Violation[] {
  return encryptionType === "aws:kms" && kmsKeyId
    ? []
    : [
        {
          problem: `${name} has encryptionType ${encryptionType || "unset"} and kmsKeyId ${kmsKeyId || "unset"}; wanted is aws:kms with a key`,
          fix: `set encryptionType of ${name} to aws:kms and kmsKeyId to the name of a key`,
        },
      ];
}
