import type * as aws from "@pulumi/aws";

type LifecycleRule = aws.types.input.s3.BucketLifecycleConfigurationRule;

/**
 * Objects below this many bytes stay in S3 Standard: archive classes bill 40 KB more for each object, and S3
 * moves none of them by default. Source: Amazon S3 User Guide, lifecycle transitions.
 */
const smallestArchivedBytes = 128 * 1024;

/** Days that a noncurrent version outlives its expiration; the lifecycle's least. */
const noncurrentDays = 1;

/**
 * The lifecycle of an archive bucket. In a versioned bucket an expiration alone only hides an object behind a
 * delete marker, so versions and markers get rules of their own.
 */
export function lifecycleRules(args: {
  readonly storageClass: string;
  readonly retentionDays: number;
}): LifecycleRule[] {
  const archive: LifecycleRule = {
    id: "archive",
    status: "Enabled",
    filter: { objectSizeGreaterThan: smallestArchivedBytes },
    transitions: [{ days: 0, storageClass: args.storageClass }],
  };
  const expire: LifecycleRule = {
    id: "expire",
    status: "Enabled",
    filter: { prefix: "" },
    expiration: { days: args.retentionDays },
    noncurrentVersionExpiration: { noncurrentDays },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  };
  const staysInStandard = args.storageClass === "STANDARD";
  return staysInStandard ? [expire] : [archive, expire];
}
