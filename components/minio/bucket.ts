import * as minio from "@pulumi/minio";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { keepsBackups } from "../keeps-backups";
import { refuseDays } from "../whole-days";
import { type MinioSite } from "./site";

/** A bucket that holds data or copies of it. */
export interface MinioBucketArgs {
  readonly site: MinioSite;
  readonly bucketName: string;
  /** Name of the KMS key that encrypts it. A replica needs a key of the same name. */
  readonly kmsKey: string;
  /** Days, 1 or more, that a version stays after it was replaced or deleted. Default: for ever. */
  readonly noncurrentDays?: number;
}

/**
 * Defines a versioned, encrypted bucket that can lock objects. Locking can only be chosen when a bucket is made,
 * and replication of locked objects needs it on both sides, so it always is. What is current stays whatever its age.
 * Protected: a destroy leaves it.
 *
 * @throws Error for noncurrentDays that are no whole number of days, 1 or more
 */
export class MinioBucket extends EstateComponent<{
  site: string;
  bucketName: string;
  kmsKey: string;
  objectLocking: boolean;
  noncurrentDays?: number;
}> {
  readonly bucketName: pulumi.Output<string>;
  readonly site: MinioSite;

  constructor(name: string, args: MinioBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    const { site, ...declared } = args;
    const { bucketName, kmsKey, noncurrentDays } = declared;
    super(
      {
        type: "backup:minio:Bucket",
        onRemoval:
          "the bucket stays with everything in it, protected until somebody takes that off in the state",
      },
      name,
      { site: site.ownName, ...declared, objectLocking: true },
      keepsBackups({ ...opts, providers: [site.provider] }),
    );
    refuseDays(`bucket ${bucketName} of MinIO site ${site.ownName}`, { noncurrentDays });
    this.site = site;
    const child = this.childName("bucket");
    const bucket = new minio.S3Bucket(
      child,
      { bucket: bucketName, objectLocking: true, forceDestroy: false },
      { parent: this, ...site.host.adoption.importOf(child, bucketName) },
    );
    const versioning = new minio.S3BucketVersioning(
      this.childName("versioning"),
      { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
      { parent: this },
    );
    const encryption = new minio.S3BucketServerSideEncryption(
      this.childName("encryption"),
      { bucket: bucket.bucket, encryptionType: "aws:kms", kmsKeyId: kmsKey },
      { parent: this },
    );
    if (noncurrentDays !== undefined) this.defineLifecycle(versioning, noncurrentDays);
    // Whoever names the bucket waits until it is versioned and encrypted.
    this.bucketName = versioning.bucket.apply(() => encryption.bucket);
    this.registerOutputs({ bucketName: this.bucketName });
  }

  /** All rules that the bucket has: the provider writes them together, so one that somebody added goes. */
  private defineLifecycle(versioning: minio.S3BucketVersioning, days: number): void {
    new minio.IlmPolicy(
      this.childName("lifecycle"),
      {
        // After versioning: in a bucket without versions what is replaced is gone, whatever a rule says.
        bucket: versioning.bucket,
        rules: [{ id: "replaced-versions", noncurrentVersionExpirationDays: days }],
      },
      { parent: this },
    );
  }
}
