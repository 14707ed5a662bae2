import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { type VaultKey } from "./key";
import { policyText } from "./policy-document";

/** A part of a bucket. */
export interface ArchivePrefix {
  readonly bucket: string;
  /** What the names of its objects begin with, before a slash. */
  readonly prefix: string;
}

/** Who may put archives into the vault. */
export interface VaultArchiveUserArgs {
  readonly prefixes: readonly ArchivePrefix[];
  readonly key: VaultKey;
}

/** What an archiver does with objects. It has no action that ends a version, overwrites a lock or changes a bucket. */
const objectActions = ["s3:PutObject", "s3:GetObject", "s3:RestoreObject"];

/** With its versions a listing shows what a delete marker hides and what was written over. */
const listingActions = ["s3:ListBucket", "s3:ListBucketVersions"];

/** A repository's own lock files, which restic takes away when it ends: a delete marker, and nothing else is lost. */
const lockActions = ["s3:DeleteObject"];

/** What S3 asks the key for in its name. Source: Amazon S3 User Guide, "Using SSE-KMS", permissions. */
const keyActions = ["kms:GenerateDataKey", "kms:Decrypt"];

/**
 * Defines a user of AWS for a program that brings archives into the vault and reads them back, with an access key: it
 * may put, read, list and recall what is below its prefixes, and hide the locks of restic's repositories. Whoever steals
 * the key can delete nothing; what it overwrites or hides stays as an older version, locked like every other.
 */
export class VaultArchiveUser extends EstateComponent<{
  readonly prefixes: readonly ArchivePrefix[];
  readonly actions: readonly string[];
}> {
  readonly credentials: pulumi.Output<{ readonly accessKey: string; readonly secretKey: string }>;

  constructor(name: string, args: VaultArchiveUserArgs, opts?: pulumi.ComponentResourceOptions) {
    const { prefixes, key } = args;
    super(
      {
        type: "backup:vault:ArchiveUser",
        onRemoval: "its access key is refused at once; what it brought into the vault stays",
      },
      name,
      { prefixes, actions: [...objectActions, ...lockActions] },
      opts,
    );
    // An update that is killed while it makes the access key leaves one that no state knows.
    const user = new iam.User(
      this.childName("user"),
      { name: this.ownName, forceDestroy: true },
      { parent: this },
    );
    const policy = new iam.UserPolicy(
      this.childName("policy"),
      {
        user: user.name,
        name: this.ownName,
        policy: key.arn.apply((arn) => policyFor(prefixes, arn)),
      },
      { parent: this },
    );
    const access = new iam.AccessKey(
      this.childName("access"),
      { user: user.name },
      { parent: this, dependsOn: [policy] },
    );
    this.credentials = pulumi
      .all([access.id, pulumi.secret(access.secret)])
      .apply(([accessKey, secretKey]) => ({ accessKey, secretKey }));
    this.registerOutputs({});
  }
}

/** Users of AWS are known in the whole account, whatever the region: all but the one of the first vault say whose they are. */
export function archiveUserName(vault: string, exporter: string): string {
  return vault === firstVault ? exporter : `${exporter}-${vault}`;
}

/** What the only vault of a stack is called. */
const firstVault = "vault";

function policyFor(prefixes: readonly ArchivePrefix[], keyArn: string): string {
  const buckets = [...new Set(prefixes.map(({ bucket }) => bucket))];
  const allow = (actions: readonly string[], resources: readonly string[]) => ({
    Effect: "Allow",
    Action: actions,
    Resource: resources,
  });
  return policyText([
    allow(
      listingActions,
      buckets.map((bucket) => `arn:aws:s3:::${bucket}`),
    ),
    allow(
      objectActions,
      prefixes.map(({ bucket, prefix }) => `arn:aws:s3:::${bucket}/${prefix}/*`),
    ),
    allow(
      lockActions,
      prefixes.map(({ bucket, prefix }) => `arn:aws:s3:::${bucket}/${prefix}/*/locks/*`),
    ),
    allow(keyActions, [keyArn]),
  ]);
}
