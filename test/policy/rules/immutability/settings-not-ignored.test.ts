import { violationsOf } from "../../support";

const rule = "settings-not-ignored";
const versioning = "aws:s3/bucketVersioning:BucketVersioning";
const sent = (type: string, ...ignoreChanges: readonly string[]) => [
  { type, props: {}, ignoreChanges },
];

describe(rule, () => {
  it.each([
    "versioningConfiguration",
    "versioningConfiguration.status",
    '["versioningConfiguration"].status',
    "versioningConfiguration[0].status",
    "*",
    "[*]",
  ])("fails on a versioning of which %s is ignored", async (path) => {
    expect(await violationsOf(rule, sent(versioning, path))).toEqual([
      `subject: ignoreChanges has ${path}, so that a change of what protects backups would neither be seen nor put right; wanted is not to ignore it. Fix: take ${path} out of ignoreChanges.`,
    ]);
  });

  it.each([
    ["aws:cloudtrail/trail:Trail", ["enableLogging", "eventSelectors", "advancedEventSelectors"]],
    ["aws:iam/groupPolicy:GroupPolicy", ["policy"]],
    ["aws:iam/policy:Policy", ["policy"]],
    ["aws:iam/role:Role", ["assumeRolePolicy", "inlinePolicies[0]", "managedPolicyArns"]],
    ["aws:iam/rolePolicy:RolePolicy", ["policy"]],
    ["aws:iam/userPolicy:UserPolicy", ["policy"]],
    ["aws:kms/externalKey:ExternalKey", ["deletionWindowInDays", "enabled", "policy"]],
    ["aws:kms/replicaExternalKey:ReplicaExternalKey", ["enabled", "policy"]],
    ["aws:kms/replicaKey:ReplicaKey", ["deletionWindowInDays", "policy"]],
    ["aws:s3/accessPoint:AccessPoint", ["policy"]],
    ["minio:index/iamGroupPolicy:IamGroupPolicy", ["policy"]],
    ["minio:index/iamPolicy:IamPolicy", ["policy"]],
    ["minio:index/iamServiceAccount:IamServiceAccount", ["policy"]],
    ["proxmoxve:backup/job:Job", ["all", "enabled", "excludes", "maxfiles", "pool"]],
    ["proxmoxve:backup/job:Job", ["pruneBackups", "schedule", "storage", "vmids"]],
    ["proxmoxve:storage/pbs:Pbs", ["backups", "encryptionKey", "fingerprint", "username"]],
    ["proxmoxve:storage/pbsLegacy:PbsLegacy", ["backups", "encryptionKey"]],
    ["aws:kms/key:Key", ["deletionWindowInDays", "enableKeyRotation", "isEnabled", "policy"]],
    ["aws:kms/keyPolicy:KeyPolicy", ["policy"]],
    ["aws:s3/bucket:Bucket", ["forceDestroy", "objectLockEnabled"]],
    ["aws:s3/bucketV2:BucketV2", ["forceDestroy", "objectLockEnabled"]],
    ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", ["rules[0]"]],
    ["aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2", ["rules"]],
    ["aws:s3/bucketLogging:BucketLogging", ["targetBucket"]],
    ["aws:s3/bucketLoggingV2:BucketLoggingV2", ["targetBucket"]],
    ["aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", ["rule"]],
    ["aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2", ["rule"]],
    ["aws:s3/bucketOwnershipControls:BucketOwnershipControls", ["rule"]],
    ["aws:s3/bucketPolicy:BucketPolicy", ["policy"]],
    [
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"],
    ],
    ["aws:s3/bucketReplicationConfig:BucketReplicationConfig", ["rules"]],
    [
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      ["rules"],
    ],
    [
      "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
      ["rules"],
    ],
    ["aws:s3/bucketVersioningV2:BucketVersioningV2", ["versioningConfiguration"]],
    ["aws:secretsmanager/secret:Secret", ["kmsKeyId", "policy", "recoveryWindowInDays"]],
    ["aws:secretsmanager/secretPolicy:SecretPolicy", ["policy"]],
    ["command:remote:Command", ["connection.hostKey", "create", "stdin", "update"]],
    ["minio:index/ilmPolicy:IlmPolicy", ["rules"]],
    ["minio:index/s3Bucket:S3Bucket", ["forceDestroy", "objectLocking"]],
    ["minio:index/s3BucketPolicy:S3BucketPolicy", ["policy"]],
    [
      "minio:index/s3BucketServerSideEncryption:S3BucketServerSideEncryption",
      ["encryptionType", "kmsKeyId"],
    ],
    ["minio:index/s3BucketVersioning:S3BucketVersioning", ["versioningConfiguration"]],
  ])("fails on a %s of which any of %j is ignored", async (type, paths) => {
    expect(await violationsOf(rule, sent(type, ...paths))).toHaveLength(paths.length);
  });

  it("tells each of several", async () => {
    const type = "aws:kms/key:Key";

    expect(await violationsOf(rule, sent(type, "policy", "tags", "isEnabled"))).toEqual([
      expect.stringContaining("ignoreChanges has policy"),
      expect.stringContaining("ignoreChanges has isEnabled"),
    ]);
  });

  it.each([
    ["nothing", versioning, []],
    ["what protects nothing", versioning, ["tags", "bucket"]],
    ["what is only called alike", "aws:s3/bucketPolicy:BucketPolicy", ["policyText", ""]],
    [
      "settings that have resources of their own",
      "aws:s3/bucket:Bucket",
      ["lifecycleRules", "serverSideEncryptionConfiguration"],
    ],
    ["what another type has", "aws:sns/topic:Topic", ["policy", "*"]],
  ])("passes where %s is ignored", async (_what, type, paths) => {
    expect(await violationsOf(rule, sent(type, ...paths))).toEqual([]);
  });
});
