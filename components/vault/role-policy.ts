import { type VaultRoleName } from "../../model/vault-names";
import { allow, policyText, type Statement, withMfa } from "./policy-document";

/** What a role of the vault may see. */
export interface RolePolicyArgs {
  /** The buckets of copies. */
  readonly archives: readonly string[];
  /** Those, and the one for logs. */
  readonly buckets: readonly string[];
  /** Names of the users of IAM that bring archives. */
  readonly users: readonly string[];
  readonly dataKeyArn: string;
  /** Of all keys of the vault. */
  readonly keyArns: readonly string[];
  readonly account: string;
  readonly region: string;
}

/** An inline policy of a role. */
type RolePolicy = (args: RolePolicyArgs) => string;

const may = (Action: readonly string[], Resource: readonly string[]) => ({
  ...{ Effect: "Allow", Action, Resource },
});

const bucketArn = (bucket: string) => `arn:aws:s3:::${bucket}`;
const objectsOf = (bucket: string) => `${bucketArn(bucket)}/*`;

/** Reads and recalls whatever version there is; it writes nothing and hides nothing. */
const restorer: RolePolicy = ({ archives, dataKeyArn }) =>
  policyText([
    may(
      ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketVersions"],
      archives.map(bucketArn),
    ),
    may(
      ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectRetention", "s3:RestoreObject"],
      archives.map(objectsOf),
    ),
    may(["kms:Decrypt"], [dataKeyArn]),
  ]);

/** What shows how a bucket is set; none of it opens or lists what is in it. */
const bucketSettings = [
  "s3:GetBucketAcl",
  "s3:GetBucketLocation",
  "s3:GetBucketLogging",
  "s3:GetBucketObjectLockConfiguration",
  "s3:GetBucketOwnershipControls",
  "s3:GetBucketPolicy",
  "s3:GetBucketPolicyStatus",
  "s3:GetBucketPublicAccessBlock",
  "s3:GetBucketTagging",
  "s3:GetBucketVersioning",
  "s3:GetEncryptionConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:GetReplicationConfiguration",
];

/** Reads how everything is set, and nothing that is kept. */
const auditor: RolePolicy = ({ buckets, users, keyArns, account, region }) => {
  const own = (service: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`;
  const ofAccount = (service: string, rest: string) => `arn:aws:${service}::${account}:${rest}`;
  return policyText([
    may(bucketSettings, buckets.map(bucketArn)),
    may(
      [
        "kms:DescribeKey",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListGrants",
        "kms:ListKeyPolicies",
        "kms:ListResourceTags",
      ],
      keyArns,
    ),
    may(
      ["secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy"],
      [own("secretsmanager", "secret:astronomy-lab-backup/*")],
    ),
    may(
      ["cloudtrail:GetEventSelectors", "cloudtrail:GetTrail", "cloudtrail:GetTrailStatus"],
      [own("cloudtrail", "trail/*")],
    ),
    may(["sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic"], [own("sns", "*")]),
    may(["budgets:ViewBudget"], [ofAccount("budgets", "budget/*")]),
    may(
      [
        "iam:GetRole",
        "iam:GetRolePolicy",
        "iam:GetUser",
        "iam:GetUserPolicy",
        "iam:ListAccessKeys",
        "iam:ListAttachedRolePolicies",
        "iam:ListAttachedUserPolicies",
        "iam:ListGroupsForUser",
        "iam:ListRolePolicies",
        "iam:ListUserPolicies",
      ],
      ["role/offsite-*", ...users.map((name) => `user/${name}`)].map((one) =>
        ofAccount("iam", one),
      ),
    ),
    // What has no resource that could be named.
    may(
      ["cloudtrail:DescribeTrails", "kms:ListAliases", "kms:ListKeys", "s3:ListAllMyBuckets"],
      ["*"],
    ),
  ]);
};

/** What each role may. */
export const rolePolicies: Readonly<Record<VaultRoleName, RolePolicy>> = { restorer, auditor };

/**
 * Who may assume a role: users with a second factor; of a role its own trust decides how it is assumed, and the session that comes from
 * an identity provider has no such factor to show.
 */
export function trustPolicy(assumedBy: readonly string[]): string {
  const isUser = (arn: string) => arn.split(":").at(-1)!.startsWith("user/");
  const assume = ["sts:AssumeRole"];
  return policyText(
    [
      ...allow(
        "Roles",
        assumedBy.filter((arn) => !isUser(arn)),
        assume,
      ),
      ...allow("Users", assumedBy.filter(isUser), assume, withMfa),
    ].map(({ Resource: _, ...statement }: Statement) => statement),
  );
}
