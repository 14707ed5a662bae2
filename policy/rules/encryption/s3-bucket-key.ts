import { resourceRule } from "../../rule";
import {
  type DefaultEncryption,
  defaultEncryption,
  encryptionTypes,
  propertyPath,
} from "./s3-encryption";

/**
 * Without a bucket key each object costs requests to KMS of its own, for writing and for reading; exports of many small
 * files multiply them. Only `aws:kms` knows bucket keys: neither `AES256` nor `aws:kms:dsse` does (Amazon S3 User Guide,
 * "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys").
 *
 * To switch it on for whoever forgot is safe for data: objects that are there keep the key they have. Requests may be
 * refused afterwards where a policy compares the encryption context with an object's ARN, for that becomes the bucket's.
 * Such a policy may stand anywhere, and a remediation sees one resource: whoever asks for it has to look first.
 */
export const s3BucketKey = resourceRule({
  name: "s3-bucket-key",
  description: "S3 buckets under a KMS key ask for it once for many objects.",
  remediation:
    "Set `bucketKeyEnabled: true` in each rule with `aws:kms`, after a look at whether the key's policy names objects in " +
    "`kms:EncryptionContext`. At the level `remediate` the pack does it itself; look first all the same.",
  types: encryptionTypes,
  judge: (resource) =>
    withoutBucketKey(resource).map(({ path, rule }) => {
      const property = `${propertyPath(path)}.bucketKeyEnabled`;
      return {
        problem: `${property} is ${rule.bucketKeyEnabled ?? "unset, which is false"}, so each object costs requests to KMS; wanted is true`,
        fix: `set ${property} to true`,
      };
    }),
  remediate: (resource) =>
    withoutBucketKey(resource).map(({ path }) => ({
      path: [...path, "bucketKeyEnabled"],
      value: true,
    })),
});

function withoutBucketKey(resource: Parameters<typeof defaultEncryption>[0]): DefaultEncryption[] {
  return defaultEncryption(resource)
    .filter(({ applied }) => applied?.sseAlgorithm === "aws:kms")
    .filter(({ rule }) => rule.bucketKeyEnabled !== true);
}
