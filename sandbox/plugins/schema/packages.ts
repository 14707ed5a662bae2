/** The official packages that have a stand-in, and the resource types each stand-in knows. To add a type, add its token. */
export const packages: Readonly<
  Record<string, { readonly npm: string; readonly tokens: readonly string[] }>
> = {
  command: { npm: "@pulumi/command", tokens: ["command:remote:Command"] },
  minio: {
    npm: "@pulumi/minio",
    tokens: [
      "minio:index/s3Bucket:S3Bucket",
      "minio:index/s3BucketVersioning:S3BucketVersioning",
      "minio:index/s3BucketServerSideEncryption:S3BucketServerSideEncryption",
      "minio:index/ilmPolicy:IlmPolicy",
      "minio:index/iamUser:IamUser",
      "minio:index/iamPolicy:IamPolicy",
      "minio:index/iamUserPolicyAttachment:IamUserPolicyAttachment",
    ],
  },
  aws: {
    npm: "@pulumi/aws",
    tokens: [
      "aws:kms/key:Key",
      "aws:kms/alias:Alias",
      "aws:secretsmanager/secret:Secret",
      "aws:secretsmanager/secretVersion:SecretVersion",
      "aws:iam/user:User",
      "aws:iam/userPolicy:UserPolicy",
      "aws:iam/accessKey:AccessKey",
      "aws:iam/role:Role",
      "aws:iam/rolePolicy:RolePolicy",
      "aws:cloudtrail/trail:Trail",
      "aws:sns/topic:Topic",
      "aws:sns/topicSubscription:TopicSubscription",
      "aws:budgets/budget:Budget",
      "aws:s3/bucket:Bucket",
      "aws:s3/bucketVersioning:BucketVersioning",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      "aws:s3/bucketPolicy:BucketPolicy",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      "aws:s3/bucketLogging:BucketLogging",
    ],
  },
  proxmoxve: {
    npm: "@muhlba91/pulumi-proxmoxve",
    tokens: ["proxmoxve:storage/pbs:Pbs", "proxmoxve:backup/job:Job"],
  },
};
