import { s3Types } from "../../resource-types";
import { stackRule } from "../../rule";
import { isOwnKey } from "./own-key";
import { type DefaultEncryption, defaultEncryption } from "./s3-encryption";

/**
 * Where nothing is said, S3 encrypts under a key of its own that opens for whoever may read the object (Amazon S3 User
 * Guide, "Setting default server-side encryption behavior", since January 2023). Which key a resource beside the bucket
 * names is the business of `s3-bucket-own-key`.
 */
export const s3BucketEncrypted = stackRule({
  name: "s3-bucket-encrypted",
  description: "Every S3 bucket is told how it encrypts.",
  remediation:
    "Add an aws.s3.BucketServerSideEncryptionConfiguration for the bucket, with `aws:kms` and a customer-managed key.",
  types: s3Types.bucket,
  judge: (bucket, _numbers, stack) => {
    // Asked first: what the bucket itself has is not known before it is there, where the program does not give it.
    const isTold = stack.about(bucket, "bucket", s3Types.encryption).length > 0;
    // The provider reads back what S3 does by itself as well, so that there is one proves nothing: its key does.
    if (isTold || defaultEncryption(bucket).some(isUnderOwnKey)) return [];
    return [
      {
        problem:
          "no BucketServerSideEncryptionConfiguration names this bucket, so S3 would encrypt it under Amazon's own key; " +
          "wanted is one, with aws:kms and a customer-managed key",
        fix: "add an aws.s3.BucketServerSideEncryptionConfiguration with this bucket, sseAlgorithm aws:kms and kmsMasterKeyId",
      },
    ];
  },
});

const isUnderOwnKey = ({ applied }: DefaultEncryption) =>
  applied?.sseAlgorithm?.startsWith("aws:kms") === true && isOwnKey(applied.kmsMasterKeyId);
