import type { ResourceType } from "../protocol/resource-type";
import type { AwsClient } from "./client";
import { budget } from "./budgets/budget";
import { trail } from "./cloudtrail/trail";
import { accessKey } from "./iam/access-key";
import { role } from "./iam/role";
import { rolePolicy } from "./iam/role-policy";
import { user } from "./iam/user";
import { userPolicy } from "./iam/user-policy";
import { alias } from "./kms/alias";
import { key } from "./kms/key";
import { bucket } from "./s3/bucket";
import { bucketLifecycleConfiguration } from "./s3/bucket-lifecycle-configuration";
import { bucketLogging } from "./s3/bucket-logging";
import { bucketObjectLockConfiguration } from "./s3/bucket-object-lock-configuration";
import { bucketOwnershipControls } from "./s3/bucket-ownership-controls";
import { bucketPolicy } from "./s3/bucket-policy";
import { bucketPublicAccessBlock } from "./s3/bucket-public-access-block";
import { bucketServerSideEncryptionConfiguration } from "./s3/bucket-server-side-encryption-configuration";
import { bucketVersioning } from "./s3/bucket-versioning";
import { secret } from "./secretsmanager/secret";
import { secretVersion } from "./secretsmanager/secret-version";
import { topic } from "./sns/topic";
import { topicSubscription } from "./sns/topic-subscription";

/** Every resource type of the stand-in for `@pulumi/aws`. */
export const awsResourceTypes: readonly ResourceType<AwsClient>[] = [
  key,
  alias,
  secret,
  secretVersion,
  user,
  userPolicy,
  accessKey,
  role,
  rolePolicy,
  trail,
  topic,
  topicSubscription,
  budget,
  bucket,
  bucketVersioning,
  bucketLifecycleConfiguration,
  bucketServerSideEncryptionConfiguration,
  bucketPublicAccessBlock,
  bucketObjectLockConfiguration,
  bucketPolicy,
  bucketOwnershipControls,
  bucketLogging,
];
