import { resourceRule } from "../../rule";
import { defaultEncryption, encryptionTypes } from "./s3-encryption";

/**
 * Without a bucket key each object costs requests to KMS of its own, for writing and for reading; exports of many small
 * files multiply them. Only `aws:kms` knows bucket keys: neither `AES256` nor `aws:kms:dsse` does (Amazon S3 User Guide,
 * "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys").
 *
 * To switch it on for whoever forgot would be safe for data: objects that are there keep the key they have. It is not
 * where a key's policy compares the encryption context with an object's ARN, for that becomes the bucket's; so a
 * remediation must look at the policies first.
 */
export const s3BucketKey = resourceRule({
  name: "s3-bucket-key",
  description: "S3 buckets under a KMS key ask for it once for many objects.",
  remediation:
    "Set `bucketKeyEnabled: true` in each rule with `aws:kms`, after a look at whether the key's policy names objects in " +
    "`kms:EncryptionContext`.",
  types: encryptionTypes,
  judge: (resource) =>
    defaultEncryption(resource)
      .filter(({ applied }) => applied?.sseAlgorithm === "aws:kms")
      .filter(({ rule }) => rule.bucketKeyEnabled !== true)
      .map(({ path, rule }) => ({
        problem: `${path}.bucketKeyEnabled is ${rule.bucketKeyEnabled ?? "unset, which is false"}, so each object costs requests to KMS; wanted is true`,
        fix: `set ${path}.bucketKeyEnabled to true`,
      })),
});
