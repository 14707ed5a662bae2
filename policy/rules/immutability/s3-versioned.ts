import { sentOrAnswered } from "../../answer";
import { type ResourceOf } from "../../resource";
import { s3Types } from "../../resource-types";
import { stackRule } from "../../rule";

/**
 * In a bucket without versions, what is overwritten or deleted is gone. One that can lock objects from the start is
 * versioned by S3, which then lets nobody suspend that (Amazon S3 User Guide, "Locking objects with Object Lock").
 */
export const s3Versioned = stackRule({
  name: "s3-versioned",
  description: "Every S3 bucket keeps versions.",
  remediation:
    "Give the bucket a `BucketVersioning` with `versioningConfiguration: { status: Enabled }`.",
  types: s3Types.bucket,
  judge: (bucket, _numbers, stack) => {
    if (stack.about(bucket, "bucket", s3Types.versioning).length > 0) return [];
    if (isVersionedAsMade(bucket)) return [];
    return [
      {
        problem:
          "has no versioning, so what is overwritten or deleted in it is gone; wanted is a BucketVersioning of it",
        fix: "add a BucketVersioning of this bucket with versioningConfiguration.status Enabled",
      },
    ];
  },
});

function isVersionedAsMade(bucket: ResourceOf<(typeof s3Types.bucket)[number]>): boolean {
  if (bucket.type === "aws:s3/bucketV2:BucketV2") {
    const [inline] = sentOrAnswered(bucket, "versionings") ?? [];
    return inline?.enabled === true || sentOrAnswered(bucket, "objectLockEnabled") === true;
  }
  const inline = sentOrAnswered(bucket, "versioning");
  return inline?.enabled === true || sentOrAnswered(bucket, "objectLockEnabled") === true;
}
