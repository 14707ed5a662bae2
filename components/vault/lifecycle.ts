import type * as aws from "@pulumi/aws";

type LifecycleRule = aws.types.input.s3.BucketLifecycleConfigurationRule;

/** What a bucket keeps of its copies, in S3's own terms. All are whole days, 1 or more. */
export interface KeptCopies {
  /** Days after which a copy is hidden behind a delete marker. */
  readonly expirationDays: number;
  /** Days that a version stays once it is hidden or replaced. */
  readonly noncurrentDays: number;
  /** Days during which nobody, the account's root included, can delete a version. Default: none. */
  readonly lockDays?: number;
}

/**
 * Objects below this many bytes stay in S3 Standard: archive classes bill 40 KB more for each object, and S3
 * moves none of them by default. Source: Amazon S3 User Guide, lifecycle transitions.
 */
const smallestArchivedBytes = 128 * 1024;

/**
 * Days that objects must lie in S3 Standard before a rule may move them to a class; 0 for all others. Source: Amazon
 * S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle", constraints.
 */
const earliestDays: Readonly<Record<string, number>> = { STANDARD_IA: 30 };

/**
 * The lifecycle of an archive bucket. In a versioned bucket an expiration alone only hides an object behind a
 * delete marker, so versions and markers get rules of their own.
 */
export function lifecycleRules(
  storageClass: string,
  { expirationDays, noncurrentDays }: KeptCopies,
): LifecycleRule[] {
  const archive: LifecycleRule = {
    id: "archive",
    status: "Enabled",
    filter: { objectSizeGreaterThan: smallestArchivedBytes },
    transitions: [{ days: earliestDays[storageClass] ?? 0, storageClass }],
  };
  const expire: LifecycleRule = {
    id: "expire",
    status: "Enabled",
    filter: { prefix: "" },
    expiration: { days: expirationDays },
    noncurrentVersionExpiration: { noncurrentDays },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  };
  // A marker that hides nothing any more goes, which days would do once it is as old as a copy gets. S3 takes no days
  // beside it. Source: Amazon S3 API, LifecycleExpiration.
  const markers: LifecycleRule = {
    id: "delete-markers",
    status: "Enabled",
    filter: { prefix: "" },
    expiration: { expiredObjectDeleteMarker: true },
  };
  const staysInStandard = storageClass === "STANDARD";
  return [...(staysInStandard ? [] : [archive]), expire, markers];
}
