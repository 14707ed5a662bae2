import { stackRule } from "../../rule";

/**
 * In a bucket without versions, what is overwritten or deleted is gone. One that can lock objects is versioned by MinIO,
 * which then lets nobody suspend that (MinIO, "Bucket Versioning Guide").
 */
export const minioVersioned = stackRule({
  name: "minio-versioned",
  description: "Every MinIO bucket keeps versions.",
  remediation:
    "Give the bucket an `S3BucketVersioning` with `versioningConfiguration: { status: Enabled }`.",
  types: ["minio:index/s3Bucket:S3Bucket"],
  judge: (bucket, _numbers, stack) => {
    const versioning = ["minio:index/s3BucketVersioning:S3BucketVersioning"] as const;
    if (stack.about(bucket, "bucket", versioning).length > 0) return [];
    if (bucket.props.objectLocking) return [];
    return [
      {
        problem:
          "has no versioning, so what is overwritten or deleted in it is gone; wanted is an S3BucketVersioning of it",
        fix: "add an S3BucketVersioning of this bucket with versioningConfiguration.status Enabled",
      },
    ];
  },
});
