import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { EstateComponent } from "../estate-component";
import { lockFiles } from "./bucket-policy";
import { type VaultKey } from "./key";
import { type Conditions, policyText } from "./policy-document";

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
  /** Networks that it must come from. Default: wherever it comes from. */
  readonly networks?: readonly string[];
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
  readonly networks: readonly string[];
}> {
  readonly credentials: pulumi.Output<{ readonly accessKey: string; readonly secretKey: string }>;

  constructor(name: string, args: VaultArchiveUserArgs, opts?: pulumi.ComponentResourceOptions) {
    const { prefixes, key, networks = [] } = args;
    super(
      {
        type: "backup:vault:ArchiveUser",
        onRemoval: "its access key is refused at once; what it brought into the vault stays",
      },
      name,
      { prefixes, actions: [...objectActions, ...lockActions], networks },
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
        policy: key.arn.apply((arn) => policyFor(prefixes, arn, networks)),
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

function policyFor(
  prefixes: readonly ArchivePrefix[],
  keyArn: string,
  networks: readonly string[],
): string {
  const buckets = [...new Set(prefixes.map(({ bucket }) => bucket))];
  const from: { readonly Condition?: Conditions } =
    networks.length === 0 ? {} : { Condition: { IpAddress: { "aws:SourceIp": networks } } };
  const allow = (actions: readonly string[], resources: readonly string[], where = from) => ({
    ...{ Effect: "Allow", Action: actions, Resource: resources },
    ...where,
  });
  const below = (path: string) =>
    prefixes.map(({ bucket, prefix }) => `arn:aws:s3:::${bucket}/${prefix}/${path}`);
  return policyText([
    allow(
      listingActions,
      buckets.map((bucket) => `arn:aws:s3:::${bucket}`),
    ),
    allow(objectActions, below("*")),
    allow(lockActions, below(lockFiles)),
    // S3 asks the key from an address of its own.
    allow(keyActions, [keyArn], {}),
  ]);
}
