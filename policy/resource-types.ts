import type * as aws from "@pulumi/aws";
import type * as command from "@pulumi/command";
import type * as minio from "@pulumi/minio";
import type * as proxmoxve from "@muhlba91/pulumi-proxmoxve";
import type { Unwrap } from "@pulumi/pulumi";

/**
 * What is sent of each type of resource that a rule judges, as the provider's own SDK types it. Names of earlier
 * versions (`…V2`) stand beside the present ones: programs of others use them still.
 */
export interface ResourceTypes {
  "aws:cloudtrail/trail:Trail": Unwrap<aws.cloudtrail.TrailArgs>;
  "aws:iam/accessKey:AccessKey": Unwrap<aws.iam.AccessKeyArgs>;
  "aws:iam/group:Group": Unwrap<aws.iam.GroupArgs>;
  "aws:iam/groupPolicy:GroupPolicy": Unwrap<aws.iam.GroupPolicyArgs>;
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": Unwrap<aws.iam.GroupPolicyAttachmentArgs>;
  "aws:iam/groupMembership:GroupMembership": Unwrap<aws.iam.GroupMembershipArgs>;
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": Unwrap<aws.iam.GroupPolicyAttachmentsExclusiveArgs>;
  "aws:iam/policy:Policy": Unwrap<aws.iam.PolicyArgs>;
  "aws:iam/policyAttachment:PolicyAttachment": Unwrap<aws.iam.PolicyAttachmentArgs>;
  "aws:iam/role:Role": Unwrap<aws.iam.RoleArgs>;
  "aws:iam/rolePolicy:RolePolicy": Unwrap<aws.iam.RolePolicyArgs>;
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": Unwrap<aws.iam.RolePolicyAttachmentArgs>;
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": Unwrap<aws.iam.RolePolicyAttachmentsExclusiveArgs>;
  "aws:iam/user:User": Unwrap<aws.iam.UserArgs>;
  "aws:iam/userGroupMembership:UserGroupMembership": Unwrap<aws.iam.UserGroupMembershipArgs>;
  "aws:iam/userPolicy:UserPolicy": Unwrap<aws.iam.UserPolicyArgs>;
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": Unwrap<aws.iam.UserPolicyAttachmentArgs>;
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": Unwrap<aws.iam.UserPolicyAttachmentsExclusiveArgs>;
  "aws:kms/externalKey:ExternalKey": Unwrap<aws.kms.ExternalKeyArgs>;
  "aws:kms/grant:Grant": Unwrap<aws.kms.GrantArgs>;
  "aws:kms/key:Key": Unwrap<aws.kms.KeyArgs>;
  "aws:kms/keyPolicy:KeyPolicy": Unwrap<aws.kms.KeyPolicyArgs>;
  "aws:kms/replicaExternalKey:ReplicaExternalKey": Unwrap<aws.kms.ReplicaExternalKeyArgs>;
  "aws:kms/replicaKey:ReplicaKey": Unwrap<aws.kms.ReplicaKeyArgs>;
  "aws:s3/accessPoint:AccessPoint": Unwrap<aws.s3.AccessPointArgs>;
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": Unwrap<aws.s3.AccountPublicAccessBlockArgs>;
  "aws:s3/bucket:Bucket": Unwrap<aws.s3.BucketArgs>;
  "aws:s3/bucketV2:BucketV2": Unwrap<aws.s3.BucketV2Args>;
  "aws:s3/bucketAcl:BucketAcl": Unwrap<aws.s3.BucketAclArgs>;
  "aws:s3/bucketAclV2:BucketAclV2": Unwrap<aws.s3.BucketAclV2Args>;
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": Unwrap<aws.s3.BucketLifecycleConfigurationArgs>;
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2": Unwrap<aws.s3.BucketLifecycleConfigurationV2Args>;
  "aws:s3/bucketLogging:BucketLogging": Unwrap<aws.s3.BucketLoggingArgs>;
  "aws:s3/bucketLoggingV2:BucketLoggingV2": Unwrap<aws.s3.BucketLoggingV2Args>;
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": Unwrap<aws.s3.BucketObjectLockConfigurationArgs>;
  "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2": Unwrap<aws.s3.BucketObjectLockConfigurationV2Args>;
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": Unwrap<aws.s3.BucketOwnershipControlsArgs>;
  "aws:s3/bucketPolicy:BucketPolicy": Unwrap<aws.s3.BucketPolicyArgs>;
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": Unwrap<aws.s3.BucketPublicAccessBlockArgs>;
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": Unwrap<aws.s3.BucketReplicationConfigArgs>;
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": Unwrap<aws.s3.BucketServerSideEncryptionConfigurationArgs>;
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2": Unwrap<aws.s3.BucketServerSideEncryptionConfigurationV2Args>;
  "aws:s3/bucketVersioning:BucketVersioning": Unwrap<aws.s3.BucketVersioningArgs>;
  "aws:s3/bucketVersioningV2:BucketVersioningV2": Unwrap<aws.s3.BucketVersioningV2Args>;
  "aws:s3control/accessPointPolicy:AccessPointPolicy": Unwrap<aws.s3control.AccessPointPolicyArgs>;
  "aws:secretsmanager/secret:Secret": Unwrap<aws.secretsmanager.SecretArgs>;
  "aws:secretsmanager/secretPolicy:SecretPolicy": Unwrap<aws.secretsmanager.SecretPolicyArgs>;
  "aws:secretsmanager/secretVersion:SecretVersion": Unwrap<aws.secretsmanager.SecretVersionArgs>;
  "aws:sns/topic:Topic": Unwrap<aws.sns.TopicArgs>;
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": Unwrap<aws.ssoadmin.ManagedPolicyAttachmentArgs>;
  "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive": Unwrap<aws.ssoadmin.ManagedPolicyAttachmentsExclusiveArgs>;
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": Unwrap<aws.ssoadmin.PermissionSetInlinePolicyArgs>;
  "command:local:Command": Unwrap<command.local.CommandArgs>;
  "command:remote:Command": Unwrap<command.remote.CommandArgs>;
  "command:remote:CopyFile": Unwrap<command.remote.CopyFileArgs>;
  "command:remote:CopyToRemote": Unwrap<command.remote.CopyToRemoteArgs>;
  "minio:index/iamGroupPolicy:IamGroupPolicy": Unwrap<minio.IamGroupPolicyArgs>;
  "minio:index/iamGroupPolicyAttachment:IamGroupPolicyAttachment": Unwrap<minio.IamGroupPolicyAttachmentArgs>;
  "minio:index/iamPolicy:IamPolicy": Unwrap<minio.IamPolicyArgs>;
  "minio:index/iamServiceAccount:IamServiceAccount": Unwrap<minio.IamServiceAccountArgs>;
  "minio:index/iamUserPolicyAttachment:IamUserPolicyAttachment": Unwrap<minio.IamUserPolicyAttachmentArgs>;
  "minio:index/ilmPolicy:IlmPolicy": Unwrap<minio.IlmPolicyArgs>;
  "minio:index/s3Bucket:S3Bucket": Unwrap<minio.S3BucketArgs>;
  "minio:index/s3BucketPolicy:S3BucketPolicy": Unwrap<minio.S3BucketPolicyArgs>;
  "minio:index/s3BucketServerSideEncryption:S3BucketServerSideEncryption": Unwrap<minio.S3BucketServerSideEncryptionArgs>;
  "minio:index/s3BucketVersioning:S3BucketVersioning": Unwrap<minio.S3BucketVersioningArgs>;
  "proxmoxve:backup/job:Job": Unwrap<proxmoxve.backup.JobArgs>;
  "proxmoxve:storage/cifs:Cifs": Unwrap<proxmoxve.storage.CifsArgs>;
  "proxmoxve:storage/cifsLegacy:CifsLegacy": Unwrap<proxmoxve.storage.CifsLegacyArgs>;
  "proxmoxve:storage/directory:Directory": Unwrap<proxmoxve.storage.DirectoryArgs>;
  "proxmoxve:storage/directoryLegacy:DirectoryLegacy": Unwrap<proxmoxve.storage.DirectoryLegacyArgs>;
  "proxmoxve:storage/nfs:Nfs": Unwrap<proxmoxve.storage.NfsArgs>;
  "proxmoxve:storage/nfsLegacy:NfsLegacy": Unwrap<proxmoxve.storage.NfsLegacyArgs>;
  "proxmoxve:storage/pbs:Pbs": Unwrap<proxmoxve.storage.PbsArgs>;
  "proxmoxve:storage/pbsLegacy:PbsLegacy": Unwrap<proxmoxve.storage.PbsLegacyArgs>;
  "pulumi:providers:aws": Unwrap<aws.ProviderArgs>;
  "pulumi:providers:minio": Unwrap<minio.ProviderArgs>;
  "pulumi:providers:proxmoxve": Unwrap<proxmoxve.ProviderArgs>;
}

/** A type's token, as the engine has it. */
export type ResourceType = keyof ResourceTypes;

/** The types of S3 by what they say of a bucket, under each name that the provider has had for them. */
export const s3Types = {
  /** Ways into a bucket beside its own, each with a policy and a public access block. */
  accessPoint: [
    "aws:s3/accessPoint:AccessPoint",
    "aws:s3control/accessPointPolicy:AccessPointPolicy",
  ],
  bucket: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
  acl: ["aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"],
  encryption: [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
  ],
  lifecycle: [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
  ],
  lock: [
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
  ],
  logging: ["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"],
  ownership: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"],
  policy: ["aws:s3/bucketPolicy:BucketPolicy"],
  publicAccessBlock: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
  versioning: [
    "aws:s3/bucketVersioning:BucketVersioning",
    "aws:s3/bucketVersioningV2:BucketVersioningV2",
  ],
} as const satisfies Record<string, readonly ResourceType[]>;

/** The types of Proxmox VE by what they say of a cluster, under each name that the provider has for them. */
export const pveTypes = {
  job: ["proxmoxve:backup/job:Job"],
  /** Storages on a file system, whose backups are plain files. */
  fileStorage: [
    "proxmoxve:storage/cifs:Cifs",
    "proxmoxve:storage/cifsLegacy:CifsLegacy",
    "proxmoxve:storage/directory:Directory",
    "proxmoxve:storage/directoryLegacy:DirectoryLegacy",
    "proxmoxve:storage/nfs:Nfs",
    "proxmoxve:storage/nfsLegacy:NfsLegacy",
  ],
  pbsStorage: ["proxmoxve:storage/pbs:Pbs", "proxmoxve:storage/pbsLegacy:PbsLegacy"],
} as const satisfies Record<string, readonly ResourceType[]>;
