import { type FieldChange } from "./field-changes";

/**
 * Inputs that cannot be changed on what exists, so that the provider makes another and deletes the first: what gives a
 * thing its name, above all. Of other types nothing is known here, and only `pulumi preview` can tell.
 *
 * Source: the providers' own schemas (Pulumi Registry, `aws`, `minio`, `command`), where each of them forces a new resource.
 */
const identities: Readonly<Record<string, readonly string[]>> = {
  "aws:cloudtrail/trail:Trail": ["name"],
  "aws:iam/accessKey:AccessKey": ["user"],
  "aws:iam/role:Role": ["name"],
  "aws:iam/rolePolicy:RolePolicy": ["name", "role"],
  "aws:iam/userPolicy:UserPolicy": ["name", "user"],
  "aws:kms/alias:Alias": ["name"],
  "aws:kms/key:Key": ["customerMasterKeySpec", "keyUsage", "multiRegion"],
  "aws:s3/bucket:Bucket": ["bucket", "objectLockEnabled"],
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ["bucket"],
  "aws:s3/bucketLogging:BucketLogging": ["bucket"],
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": ["bucket"],
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ["bucket"],
  "aws:s3/bucketPolicy:BucketPolicy": ["bucket"],
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ["bucket"],
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
    "bucket",
  ],
  "aws:s3/bucketVersioning:BucketVersioning": ["bucket"],
  "aws:secretsmanager/secret:Secret": ["name"],
  "aws:secretsmanager/secretVersion:SecretVersion": ["secretId"],
  "aws:sns/topic:Topic": ["name"],
  "aws:sns/topicSubscription:TopicSubscription": ["endpoint", "protocol", "topic"],
  "command:remote:Command": ["triggers"],
  "minio:index/s3Bucket:S3Bucket": ["bucket", "objectLocking"],
};

/** Whether a change of those inputs is known to replace a resource of that type. */
export function isReplaced(type: string, fields: readonly FieldChange[]): boolean {
  const own = identities[type] ?? [];
  return fields.some(({ path }) => own.some((key) => path === key || path.startsWith(`${key}.`)));
}
