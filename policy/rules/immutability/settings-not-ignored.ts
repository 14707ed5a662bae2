import { type ResourceType, type ResourceTypes } from "../../resource-types";
import { resourceRule } from "../../rule";

/** What of each type keeps backups safe. */
const protecting = {
  "aws:cloudtrail/trail:Trail": ["enableLogging", "eventSelectors", "advancedEventSelectors"],
  "aws:iam/groupPolicy:GroupPolicy": ["policy"],
  "aws:iam/policy:Policy": ["policy"],
  "aws:iam/role:Role": ["assumeRolePolicy", "inlinePolicies", "managedPolicyArns"],
  "aws:iam/rolePolicy:RolePolicy": ["policy"],
  "aws:iam/userPolicy:UserPolicy": ["policy"],
  "aws:kms/externalKey:ExternalKey": ["deletionWindowInDays", "enabled", "policy"],
  "aws:kms/grant:Grant": ["constraints", "granteePrincipal", "operations", "retiringPrincipal"],
  "aws:kms/key:Key": ["deletionWindowInDays", "enableKeyRotation", "isEnabled", "policy"],
  "aws:kms/keyPolicy:KeyPolicy": ["policy"],
  "aws:kms/replicaExternalKey:ReplicaExternalKey": ["deletionWindowInDays", "enabled", "policy"],
  "aws:kms/replicaKey:ReplicaKey": ["deletionWindowInDays", "enabled", "policy"],
  "aws:s3/accessPoint:AccessPoint": ["policy"],
  "aws:s3/bucket:Bucket": ["forceDestroy", "objectLockEnabled"],
  "aws:s3/bucketV2:BucketV2": ["forceDestroy", "objectLockEnabled"],
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ["rules"],
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2": ["rules"],
  "aws:s3/bucketLogging:BucketLogging": ["targetBucket"],
  "aws:s3/bucketLoggingV2:BucketLoggingV2": ["targetBucket"],
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": ["rule"],
  "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2": ["rule"],
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ["rule"],
  "aws:s3/bucketPolicy:BucketPolicy": ["policy"],
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": [
    "blockPublicAcls",
    "blockPublicPolicy",
    "ignorePublicAcls",
    "restrictPublicBuckets",
  ],
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": ["rules"],
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
    "rules",
  ],
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2": [
    "rules",
  ],
  "aws:s3/bucketVersioning:BucketVersioning": ["versioningConfiguration"],
  "aws:s3/bucketVersioningV2:BucketVersioningV2": ["versioningConfiguration"],
  "aws:secretsmanager/secret:Secret": ["kmsKeyId", "policy", "recoveryWindowInDays"],
  "aws:secretsmanager/secretPolicy:SecretPolicy": ["policy"],
  "command:remote:Command": ["connection", "create", "stdin", "update"],
  "minio:index/iamGroupPolicy:IamGroupPolicy": ["policy"],
  "minio:index/iamPolicy:IamPolicy": ["policy"],
  "minio:index/iamServiceAccount:IamServiceAccount": ["policy"],
  "minio:index/ilmPolicy:IlmPolicy": ["rules"],
  "minio:index/s3Bucket:S3Bucket": ["forceDestroy", "objectLocking"],
  "minio:index/s3BucketPolicy:S3BucketPolicy": ["policy"],
  "minio:index/s3BucketServerSideEncryption:S3BucketServerSideEncryption": [
    "encryptionType",
    "kmsKeyId",
  ],
  "minio:index/s3BucketVersioning:S3BucketVersioning": ["versioningConfiguration"],
  "proxmoxve:backup/job:Job": [
    ...["all", "enabled", "excludes", "maxfiles", "pool"],
    ...["pruneBackups", "schedule", "storage", "vmids"],
  ],
  "proxmoxve:storage/pbs:Pbs": ["backups", "encryptionKey", "fingerprint", "username"],
  "proxmoxve:storage/pbsLegacy:PbsLegacy": ["backups", "encryptionKey", "fingerprint", "username"],
} as const satisfies { readonly [Type in ResourceType]?: readonly (keyof ResourceTypes[Type])[] };

type Protecting = keyof typeof protecting;

/**
 * Where a program ignores changes of a setting, the engine keeps what it once was: neither a stricter setting in the
 * program nor a weaker one on the other side is ever put through or seen.
 */
export const settingsNotIgnored = resourceRule({
  name: "settings-not-ignored",
  description: "No program ignores changes of what protects backups.",
  remediation: "Take the property out of `ignoreChanges`.",
  types: Object.keys(protecting) as Protecting[],
  judge: ({ type, ignored }) =>
    ignored
      .filter((path) => isProtecting(type, rootOf(path)))
      .map((path) => ({
        problem: `ignoreChanges has ${path}, so that a change of what protects backups would neither be seen nor put right; wanted is not to ignore it`,
        fix: `take ${path} out of ignoreChanges`,
      })),
});

function isProtecting(type: Protecting, property: string | undefined): boolean {
  const known: readonly string[] = protecting[type];
  return property === "*" || known.some((one) => one === property);
}

/** The property that a path begins with, which may stand in brackets: `rules[0].status`, `["policy"]`. */
function rootOf(path: string): string | undefined {
  return /^(?:\["?)?([^.["\]]+)/.exec(path)?.[1];
}
