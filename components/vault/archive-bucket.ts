import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { keepsBackups } from "../keeps-backups";
import { refuseDays } from "../whole-days";
import { lookForBucket } from "./aws-account";
import { claimed, type VaultAccount } from "./claim";
import { type VaultKey } from "./key";
import { type KeptCopies, lifecycleRules } from "./lifecycle";

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
  readonly account: VaultAccount;
}

/**
 * Defines an offsite bucket: versioned, locked in compliance mode, encrypted under our own key, closed to the
 * public, with a lifecycle that lets go of nothing before its retention ends.
 *
 * @throws Error for days that are no whole number, 1 or more: a rule of 0 days would act at once
 */
export class VaultArchiveBucket extends EstateComponent<
  Omit<VaultArchiveBucketArgs, "key" | "account">
> {
  /** Known once the bucket is there. */
  readonly bucketName: pulumi.Output<string>;
  readonly declaredName: string;
  /** Days after which it lets go of a copy; undefined: never. */
  readonly expirationDays: number | undefined;

  constructor(name: string, args: VaultArchiveBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    const { key, account, ...declared } = args;
    super(
      {
        type: "backup:vault:ArchiveBucket",
        onRemoval:
          "the bucket stays with everything in it, protected until somebody takes that off in the state",
      },
      name,
      declared,
      keepsBackups(opts),
    );
    refuseDays(`bucket ${args.bucketName} of the vault`, { ...args.kept });
    const [resource, called] = [this.childName("bucket"), args.bucketName];
    const claim = claimed({ account, resource, called, look: lookForBucket });
    const bucket = new s3.Bucket(
      resource,
      { bucket: called, objectLockEnabled: true, forceDestroy: false },
      { parent: this, ...claim },
    );
    this.bucketName = bucket.bucket;
    this.declaredName = args.bucketName;
    this.expirationDays = args.kept?.expirationDays;
    const versioning = this.defineVersioning(bucket);
    this.defineEncryption(bucket, args.encryption, key);
    this.definePrivacy(bucket);
    if (args.kept) this.defineKeeping(bucket, args.kept, versioning);
    this.registerOutputs({ bucketName: this.bucketName });
  }

  private defineVersioning(bucket: s3.Bucket): s3.BucketVersioning {
    return new s3.BucketVersioning(
      this.childName("versioning"),
      { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
      { parent: this },
    );
  }

  private defineEncryption(bucket: s3.Bucket, algorithm: string, key: VaultKey): void {
    const ours = { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn };
    const amazons = { sseAlgorithm: "AES256" };
    new s3.BucketServerSideEncryptionConfiguration(
      this.childName("encryption"),
      {
        bucket: bucket.bucket,
        rules: [
          {
            applyServerSideEncryptionByDefault: algorithm === "aws:kms" ? ours : amazons,
            // One request to KMS for many objects instead of one each.
            bucketKeyEnabled: true,
          },
        ],
      },
      { parent: this },
    );
  }

  private definePrivacy(bucket: s3.Bucket): void {
    new s3.BucketPublicAccessBlock(
      this.childName("privacy"),
      {
        bucket: bucket.bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { parent: this },
    );
  }

  private defineKeeping(bucket: s3.Bucket, kept: KeptCopies, after: pulumi.Resource): void {
    if (kept.lockDays !== undefined) this.defineLock(bucket, kept.lockDays, after);
    new s3.BucketLifecycleConfiguration(
      this.childName("lifecycle"),
      { bucket: bucket.bucket, rules: lifecycleRules(kept) },
      { parent: this, dependsOn: [after] },
    );
  }

  private defineLock(bucket: s3.Bucket, days: number, after: pulumi.Resource): void {
    new s3.BucketObjectLockConfiguration(
      this.childName("lock"),
      {
        bucket: bucket.bucket,
        objectLockEnabled: "Enabled",
        rule: { defaultRetention: { mode: "COMPLIANCE", days } },
      },
      { parent: this, dependsOn: [after] },
    );
  }
}
