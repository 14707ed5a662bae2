import { resourceRule } from "../../rule";

/**
 * MinIO can lock objects in buckets that were made for it and in no others, and replicates locked objects into such alone
 * (MinIO, "Object Locking" and "Bucket Replication Design"). The default is not to. For how long objects are locked the provider has no resource.
 */
export const minioBucketLockable = resourceRule({
  name: "minio-bucket-lockable",
  description: "MinIO buckets are made so that objects in them can be locked.",
  remediation:
    "Set `objectLocking` to `true`. Of a bucket that is there already it cannot be changed: make another and copy.",
  types: ["minio:index/s3Bucket:S3Bucket"],
  judge: ({ props }) =>
    props.objectLocking
      ? []
      : [
          {
            problem: `objectLocking is ${props.objectLocking ?? "unset"}, and no object of this bucket can ever be locked; wanted is true`,
            fix: "set objectLocking to true before the bucket is made",
          },
        ],
});
