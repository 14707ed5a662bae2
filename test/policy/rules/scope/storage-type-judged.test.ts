import { typesOf } from "../../../../policy/rules/scope/known-types";
import { rows } from "../../../../policy/table";
import { unknown, violationsOf } from "../../support";

const rule = "storage-type-judged";

describe(rule, () => {
  it.each([...typesOf(rows)])("passes %s, which rules name", async (type) => {
    expect(await violationsOf(rule, [{ type, props: {} }])).toEqual([]);
  });

  it.each([
    "aws:s3/bucketNotification:BucketNotification",
    "aws:budgets/budget:Budget",
    "aws:cloudformation/cloudFormationType:CloudFormationType",
    "aws-native:ec2:Instance",
    "aws-native:lambda:Function",
    "kubernetes:core/v1:Secret",
    "minio:index/s3BucketNotification:S3BucketNotification",
    "proxmoxve:index/vm:Vm",
    "backup:vault:Vault",
    "pulumi:providers:aws-native",
  ])("leaves %s to another rule", async (type) => {
    expect(await violationsOf(rule, [{ type, props: {} }])).toEqual([]);
  });

  it.each([
    "aws-native:s3:Bucket",
    "aws-native:s3express:DirectoryBucket",
    "aws-native:kms:Key",
    "aws-native:secretsmanager:Secret",
    "aws-native:backup:BackupVault",
    "aws-native:iam:Role",
    "aws-native:cloudformation:Stack",
    "aws-native:index:ExtensionResource",
    "awscc:index/s3Bucket:S3Bucket",
    "aws:index/s3Bucket:S3Bucket",
    "aws:index/kmsKey:KmsKey",
    "aws:cloudcontrol/resource:Resource",
    "aws:cloudformation/stack:Stack",
    "aws:cloudformation/stackSet:StackSet",
    "aws:cloudformation/stackSetInstance:StackSetInstance",
    "aws:backup/vault:Vault",
    "aws:backup/plan:Plan",
    "aws:glacier/vault:Vault",
    "aws:s3control/accessGrant:AccessGrant",
    "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint",
    "aws:s3/directoryBucket:DirectoryBucket",
    "aws:s3tables/tableBucket:TableBucket",
    "minio:index/s3BucketReplication:S3BucketReplication",
    "minio:index/s3BucketAnonymousAccess:S3BucketAnonymousAccess",
    "minio:index/ilmTier:IlmTier",
    "proxmox:index/virtualEnvironmentStoragePbs:VirtualEnvironmentStoragePbs",
    "proxmoxve:Backup/job:Job",
    "proxmoxve:Storage/pbs:Pbs",
  ])("fails on %s, whatever is known of it", async (type) => {
    const message = new RegExp(
      `^subject: ${type} .*, and no rule of the pack judges that type; wanted is one that is judged. Fix: `,
    );

    expect(await violationsOf(rule, [{ type, props: {} }])).toEqual([
      expect.stringMatching(message),
    ]);
    expect(await violationsOf(rule, [{ type, props: { bucket: unknown } }])).toHaveLength(1);
  });

  it("passes what a reviewer looked at", async () => {
    const until = new Date().toISOString().slice(0, 10);
    const exceptions = [{ resource: "subject", reason: "holds logs of builds", until }];

    expect(
      await violationsOf(rule, [{ type: "aws-native:s3:Bucket", props: {} }], { exceptions }),
    ).toEqual([]);
  });
});
