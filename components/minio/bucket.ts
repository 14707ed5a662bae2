import * as minio from "@pulumi/minio";
import type * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { keepsBackups } from "../keeps-backups";
import { type MinioSite } from "./site";

/** A bucket that holds data or copies of it. */
export interface MinioBucketArgs {
  readonly site: MinioSite;
  readonly bucketName: string;
  /** Name of the KMS key that encrypts it. A replica needs a key of the same name. */
  readonly kmsKey: string;
}

/**
 * Defines a versioned, encrypted bucket that can lock objects. Locking can only be chosen when a bucket is made,
 * and replication of locked objects needs it on both sides, so it always is. Protected: a destroy leaves it.
 */
export class MinioBucket extends EstateComponent<{
  site: string;
  bucketName: string;
  kmsKey: string;
  objectLocking: boolean;
}> {
  readonly bucketName: pulumi.Output<string>;
  readonly site: MinioSite;

  constructor(name: string, args: MinioBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    const { site, bucketName, kmsKey } = args;
    super(
      "backup:minio:Bucket",
      name,
      { site: site.name, bucketName, kmsKey, objectLocking: true },
      keepsBackups({ ...opts, providers: [site.provider] }),
    );
    this.site = site;
    const bucket = new minio.S3Bucket(
      this.childName("bucket"),
      { bucket: bucketName, objectLocking: true, forceDestroy: false },
      { parent: this },
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
    // Whoever names the bucket waits until it is versioned and encrypted.
    this.bucketName = versioning.bucket.apply(() => encryption.bucket);
    this.registerOutputs({ bucketName: this.bucketName });
  }
}
