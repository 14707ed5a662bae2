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
 * The lifecycle of an archive bucket. In a versioned bucket an expiration alone only hides an object behind a
 * delete marker, so versions and markers get rules of their own.
 *
 * None moves an object to another class: whoever brings one puts it into its class, and a rule would move manifests as
 * well, which must be readable at once (docs/decisions/0021).
 */
export function lifecycleRules({ expirationDays, noncurrentDays }: KeptCopies): LifecycleRule[] {
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
  return [expire, markers];
}
