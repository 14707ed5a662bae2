import { s3Types } from "../../resource-types";
import { resourceRule } from "../../rule";
import { isSet } from "../../unknown";

/** Settings that buckets had before each was a resource of its own, under the names of either type of bucket. */
const inline = [
  "acl",
  "grants",
  "lifecycleRules",
  "logging",
  "loggings",
  "objectLockConfiguration",
  "policy",
  "replicationConfiguration",
  "replicationConfigurations",
  "serverSideEncryptionConfiguration",
  "serverSideEncryptionConfigurations",
  "versioning",
  "versionings",
];

/**
 * The provider deprecates them: beside a resource for the same setting, each update undoes what the other did (AWS provider,
 * "S3 Bucket"). And rules that see the whole stack cannot tell one from what S3 answered.
 */
export const s3NoInlineSettings = resourceRule({
  name: "s3-no-inline-settings",
  description: "Settings of S3 buckets are resources of their own.",
  remediation:
    "Give the setting as a resource of its own: `BucketVersioning`, `BucketPolicy`, `BucketLifecycleConfiguration` and so on.",
  types: s3Types.bucket,
  judge: ({ props }) =>
    inline
      .filter((key) => isSet(props, key))
      .map((key) => ({
        problem: `${key} is set on the bucket itself, where a resource for the same setting would fight with it; wanted is such a resource alone`,
        fix: `take ${key} out of the bucket, and give it as a resource of its own`,
      })),
});
