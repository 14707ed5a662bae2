import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { refuseDays } from "../whole-days";
import { type VaultAccess } from "./access";
import { VaultBucket } from "./bucket";
import { bucketPolicy } from "./bucket-policy";
import { type VaultAccount } from "./claim";
import { type VaultKey } from "./key";
import { type KeptCopies, lifecycleRules } from "./lifecycle";
import { type VaultLogBucket } from "./log-bucket";

/** A bucket for copies that are written once and rarely read. */
export interface VaultArchiveBucketArgs {
  /** Globally unique. */
  readonly bucketName: string;
  /** The class that copies are put into by what brings them; manifests stay in STANDARD. */
  readonly storageClass: string;
  /** Left out for a bucket that no copy uses: then it has neither lifecycle nor default lock, and loses nothing. */
  readonly kept?: KeptCopies;
  /** `none` leaves Amazon's own key, which the policy pack refuses. */
  readonly encryption: "aws:kms" | "none";
  readonly key: VaultKey;
  /** Who keeps its settings. Default: whoever IAM allows. */
  readonly access?: VaultAccess;
  /** Where S3 writes down who asked for what. Default: nowhere. */
  readonly logs?: VaultLogBucket;
  readonly account: VaultAccount;
}

/**
 * Defines an offsite bucket: versioned, locked in compliance mode, encrypted under our own key, closed to the
 * public, with a lifecycle that lets go of nothing before its retention ends.
 *
 * @throws Error for days that are no whole number, 1 or more: a rule of 0 days would act at once
 */
export class VaultArchiveBucket extends VaultBucket<
  Omit<VaultArchiveBucketArgs, "key" | "account" | "access" | "logs">
> {
  /** Days after which it lets go of a copy; undefined: never. */
  readonly expirationDays: number | undefined;

  constructor(name: string, args: VaultArchiveBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    const { key, account, access, logs, ...declared } = args;
    const { bucketName, kept, encryption } = declared;
    refuseDays(`bucket ${bucketName} of the vault`, { ...kept });
    const ours = encryption === "aws:kms" ? key : undefined;
    super(
      {
        type: "backup:vault:ArchiveBucket",
        onRemoval:
          "the bucket stays with everything in it, protected until somebody takes that off in the state",
      },
      name,
      declared,
      {
        ...{ bucketName, objectLockEnabled: true, account },
        ...(ours === undefined ? {} : { key: ours }),
        policy: pulumi.output(ours?.arn).apply((keyArn) =>
          bucketPolicy({
            bucketName,
            ...(keyArn === undefined ? {} : { keyArn }),
            ...(kept?.lockDays === undefined ? {} : { lockDays: kept.lockDays }),
            ...(access === undefined ? {} : { access }),
          }),
        ),
      },
      opts,
    );
    this.expirationDays = kept?.expirationDays;
    if (kept) this.defineKeeping(kept);
    logs?.logAccessOf(this, this.childName("logging"));
    this.registerOutputs({ bucketName: this.bucketName });
  }

  private defineKeeping(kept: KeptCopies): void {
    if (kept.lockDays !== undefined) this.defineLock(kept.lockDays);
    new s3.BucketLifecycleConfiguration(
      this.childName("lifecycle"),
      { bucket: this.bucketName, rules: lifecycleRules(kept) },
      { parent: this, dependsOn: [this.versioning] },
    );
  }

  private defineLock(days: number): void {
    new s3.BucketObjectLockConfiguration(
      this.childName("lock"),
      {
        bucket: this.bucketName,
        objectLockEnabled: "Enabled",
        rule: { defaultRetention: { mode: "COMPLIANCE", days } },
      },
      { parent: this, dependsOn: [this.versioning] },
    );
  }
}
