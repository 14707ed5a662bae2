import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import { refuseDays } from "../whole-days";
import { type VaultAccess } from "./access";
import { VaultBucket } from "./bucket";
import { type VaultAccount } from "./claim";
import { lifecycleRules } from "./lifecycle";
import { type LoggedBucket, logPrefix, logPolicy } from "./log-policy";

/** Where a vault's logs go. */
export interface VaultLogBucketArgs {
  /** Globally unique. */
  readonly bucketName: string;
  /** Days that a log is kept; a whole number, 1 or more. */
  readonly keptDays: number;
  /** The buckets whose access S3 writes down here. */
  readonly logged: readonly LoggedBucket[];
  /** ARN of the trail that is written here. */
  readonly trailArn: string;
  readonly access: VaultAccess;
  readonly account: VaultAccount;
}

/**
 * Defines the bucket that S3's access logs and the trail go to. It has no lock and no key of ours, for S3 delivers into neither a
 * locked bucket nor one under another key than its own, and no log of itself, which would feed on itself (Amazon S3 User Guide,
 * "Enabling server access logging"). What ends a log before its days is refused to all but break-glass roles.
 */
export class VaultLogBucket extends VaultBucket<{ bucketName: string; keptDays: number }> {
  private readonly logged: readonly LoggedBucket[];

  constructor(name: string, args: VaultLogBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    const { bucketName, keptDays, account, logged } = args;
    refuseDays(`log bucket ${bucketName} of the vault`, { keptDays });
    super(
      {
        type: "backup:vault:LogBucket",
        onRemoval:
          "the bucket stays with all logs in it, protected until somebody takes that off in the state",
      },
      name,
      { bucketName, keptDays },
      { bucketName, objectLockEnabled: false, account, policy: logPolicy(args) },
      opts,
    );
    this.logged = logged;
    new s3.BucketLifecycleConfiguration(
      this.childName("lifecycle"),
      {
        bucket: this.bucketName,
        rules: lifecycleRules({ expirationDays: keptDays, noncurrentDays: keptDays }),
      },
      { parent: this, dependsOn: [this.versioning] },
    );
    this.registerOutputs({ bucketName: this.bucketName });
  }

  /** There once S3 and CloudTrail may write here. */
  get ready(): pulumi.Resource {
    return this.policy;
  }

  /**
   * Has S3 write down here who asks for what in a bucket.
   *
   * @param name - of the resource
   * @throws Error for a bucket that this one's policy does not admit, whose logs would be lost in silence
   */
  logAccessOf(bucket: LoggedSource, name: string): void {
    const { declaredName } = bucket;
    const admitted = this.logged.find(({ bucketName }) => bucketName === declaredName);
    if (admitted === undefined)
      throw new Error(`the policy of ${this.declaredName} admits no log of ${declaredName}`);
    new s3.BucketLogging(
      name,
      {
        bucket: bucket.bucketName,
        targetBucket: this.bucketName,
        targetPrefix: logPrefix(admitted),
      },
      { parent: bucket, dependsOn: [this.policy] },
    );
  }
}

/** A bucket whose access is written down. */
type LoggedSource = pulumi.ComponentResource & {
  readonly declaredName: string;
  readonly bucketName: pulumi.Output<string>;
};
