import type { ResourceType } from "../protocol/resource-type";
import type { AwsClient } from "./client";
import { accessKey } from "./iam/access-key";
import { user } from "./iam/user";
import { userPolicy } from "./iam/user-policy";
import { alias } from "./kms/alias";
import { key } from "./kms/key";
import { bucket } from "./s3/bucket";
import { bucketLifecycleConfiguration } from "./s3/bucket-lifecycle-configuration";
import { bucketObjectLockConfiguration } from "./s3/bucket-object-lock-configuration";
import { bucketOwnershipControls } from "./s3/bucket-ownership-controls";
import { bucketPolicy } from "./s3/bucket-policy";
import { bucketPublicAccessBlock } from "./s3/bucket-public-access-block";
import { bucketServerSideEncryptionConfiguration } from "./s3/bucket-server-side-encryption-configuration";
import { bucketVersioning } from "./s3/bucket-versioning";
import { secret } from "./secretsmanager/secret";
import { secretVersion } from "./secretsmanager/secret-version";

/** Every resource type of the stand-in for `@pulumi/aws`. */
export const awsResourceTypes: readonly ResourceType<AwsClient>[] = [
  key,
  alias,
  secret,
  secretVersion,
  user,
  userPolicy,
  accessKey,
  bucket,
  bucketVersioning,
  bucketLifecycleConfiguration,
  bucketServerSideEncryptionConfiguration,
  bucketPublicAccessBlock,
  bucketObjectLockConfiguration,
  bucketPolicy,
  bucketOwnershipControls,
];
