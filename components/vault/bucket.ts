import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import { type ComponentKind, EstateComponent } from "../estate-component";
import { keepsBackups } from "../keeps-backups";
import { lookForBucket } from "./aws-account";
import { claimed, type VaultAccount } from "./claim";
import { type VaultKey } from "./key";

/** What every bucket of a vault is told. */
interface BucketArgs {
  /** Globally unique. */
  readonly bucketName: string;
  /** Fixed once the bucket is there. */
  readonly objectLockEnabled: boolean;
  /** What it encrypts under. Default: Amazon's own key. */
  readonly key?: VaultKey;
  readonly policy: pulumi.Input<string>;
  readonly account: VaultAccount;
}

/** A bucket of a vault: versioned, encrypted, owned by the account alone, closed to the public, and judged by a policy of its own. */
export abstract class VaultBucket<Declared extends object> extends EstateComponent<Declared> {
  /** Known once the bucket is there. */
  readonly bucketName: pulumi.Output<string>;
  readonly declaredName: string;
  /** There before whatever keeps or ages versions. */
  protected readonly versioning: s3.BucketVersioning;
  protected readonly policy: s3.BucketPolicy;

  constructor(
    kind: ComponentKind,
    name: string,
    declared: Declared,
    args: BucketArgs,
    opts: pulumi.ComponentResourceOptions | undefined,
  ) {
    super(kind, name, declared, keepsBackups(opts));
    const { bucketName: called, account, objectLockEnabled } = args;
    const resource = this.childName("bucket");
    const claim = claimed({ account, resource, called, look: lookForBucket });
    const bucket = new s3.Bucket(
      resource,
      // A provider that reads a bucket says nothing of what it has not: to say that would be a difference, and another bucket.
      { bucket: called, ...(objectLockEnabled ? { objectLockEnabled } : {}), forceDestroy: false },
      { parent: this, ...claim },
    );
    this.bucketName = bucket.bucket;
    this.declaredName = called;
    this.versioning = this.defineVersioning();
    this.defineEncryption(args.key);
    const closed = [this.defineOwnership(), this.definePrivacy()];
    this.policy = this.definePolicy(args.policy, closed);
  }

  private defineVersioning(): s3.BucketVersioning {
    return new s3.BucketVersioning(
      this.childName("versioning"),
      { bucket: this.bucketName, versioningConfiguration: { status: "Enabled" } },
      { parent: this },
    );
  }

  private defineEncryption(key: VaultKey | undefined): void {
    const byDefault =
      key === undefined
        ? { sseAlgorithm: "AES256" }
        : { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn };
    new s3.BucketServerSideEncryptionConfiguration(
      this.childName("encryption"),
      {
        bucket: this.bucketName,
        // A bucket's key makes one request to KMS for many objects instead of one each.
        rules: [{ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled: true }],
      },
      { parent: this },
    );
  }

  /** Whoever writes, what is written is the account's: nobody keeps rights in an object by its ACL. */
  private defineOwnership(): pulumi.Resource {
    return new s3.BucketOwnershipControls(
      this.childName("ownership"),
      { bucket: this.bucketName, rule: { objectOwnership: "BucketOwnerEnforced" } },
      { parent: this },
    );
  }

  private definePrivacy(): pulumi.Resource {
    return new s3.BucketPublicAccessBlock(
      this.childName("privacy"),
      {
        bucket: this.bucketName,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { parent: this },
    );
  }

  /** S3 refuses two changes of access at once ("conflicting conditional operation"). */
  private definePolicy(
    policy: pulumi.Input<string>,
    after: readonly pulumi.Resource[],
  ): s3.BucketPolicy {
    return new s3.BucketPolicy(
      this.childName("policy"),
      { bucket: this.bucketName, policy },
      { parent: this, dependsOn: [...after] },
    );
  }
}
