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

/** Characters of all inline policies of a user, without white space. Source: IAM User Guide, "IAM and AWS STS quotas". */
const longestUserPolicy = 2048;

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
    refuseTooLong(this.ownName, policyFor(prefixes, longestKeyArn, networks));
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

/** Nobody knows a key's ARN before it is made, and IAM would refuse the policy in the middle of an update. */
const longestKeyArn = `arn:aws:kms:ap-southeast-1:123456789012:key/mrk-${"0".repeat(32)}`;

function refuseTooLong(user: string, { length }: string): void {
  if (length <= longestUserPolicy) return;
  throw new Error(
    `the policy of the user ${user} of IAM would have ${length} characters; IAM takes ${longestUserPolicy}: ` +
      "declare fewer networks in access.writerNetworks of the vault, send fewer places through one export, or give them shorter names",
  );
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
