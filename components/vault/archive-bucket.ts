import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { keepsBackups } from "../keeps-backups";
import { lifecycleRules } from "./lifecycle";
import { type VaultKey } from "./key";

/** A bucket for copies that are written once and rarely read. */
export interface VaultArchiveBucketArgs {
  /** Globally unique. */
  readonly bucketName: string;
  /** The class that objects move to at once. */
  readonly storageClass: string;
  /** Days after which a copy expires. */
  readonly retentionDays: number;
  /** Days during which nobody, the account's root included, can delete or overwrite a copy. */
  readonly lockDays: number;
  /** `none` leaves Amazon's own key, which the policy pack refuses. */
  readonly encryption: "aws:kms" | "none";
  readonly key: VaultKey;
}

/**
 * Defines an offsite bucket: versioned, locked in compliance mode, encrypted under our own key, closed to the
 * public, with a lifecycle that lets go of nothing before its retention ends.
 */
export class VaultArchiveBucket extends EstateComponent<Omit<VaultArchiveBucketArgs, "key">> {
  /** Known once the bucket is there. */
  readonly bucketName: pulumi.Output<string>;
  readonly declaredName: string;

  constructor(name: string, args: VaultArchiveBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    const { key, ...declared } = args;
    super("backup:vault:ArchiveBucket", name, declared, keepsBackups(opts));
    const bucket = new aws.s3.Bucket(
      this.childName("bucket"),
      { bucket: args.bucketName, objectLockEnabled: true, forceDestroy: false },
      { parent: this },
    );
    this.bucketName = bucket.bucket;
    this.declaredName = args.bucketName;
    const versioning = this.defineVersioning(bucket);
    this.defineLock(bucket, args.lockDays, versioning);
    this.defineEncryption(bucket, args.encryption, key);
    this.definePrivacy(bucket);
    this.defineLifecycle(bucket, args, versioning);
    this.registerOutputs({ bucketName: this.bucketName });
  }

  private defineVersioning(bucket: aws.s3.Bucket): aws.s3.BucketVersioning {
    return new aws.s3.BucketVersioning(
      this.childName("versioning"),
      { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
      { parent: this },
    );
  }

  private defineLock(bucket: aws.s3.Bucket, days: number, after: pulumi.Resource): void {
    new aws.s3.BucketObjectLockConfiguration(
      this.childName("lock"),
      {
        bucket: bucket.bucket,
        objectLockEnabled: "Enabled",
        rule: { defaultRetention: { mode: "COMPLIANCE", days } },
      },
      { parent: this, dependsOn: [after] },
    );
  }

  private defineEncryption(bucket: aws.s3.Bucket, algorithm: string, key: VaultKey): void {
    const ours = { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn };
    const amazons = { sseAlgorithm: "AES256" };
    new aws.s3.BucketServerSideEncryptionConfiguration(
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

  private definePrivacy(bucket: aws.s3.Bucket): void {
    new aws.s3.BucketPublicAccessBlock(
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

  private defineLifecycle(
    bucket: aws.s3.Bucket,
    args: VaultArchiveBucketArgs,
    after: pulumi.Resource,
  ): void {
    new aws.s3.BucketLifecycleConfiguration(
      this.childName("lifecycle"),
      { bucket: bucket.bucket, rules: lifecycleRules(args) },
      { parent: this, dependsOn: [after] },
    );
  }
}
