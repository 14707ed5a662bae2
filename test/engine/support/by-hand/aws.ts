import {
  CreateBudgetCommand,
  DeleteBudgetCommand,
  DescribeBudgetCommand,
  DescribeNotificationsForBudgetCommand,
} from "@aws-sdk/client-budgets";
import { StopLoggingCommand } from "@aws-sdk/client-cloudtrail";
import {
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  TagUserCommand,
  UpdateAccessKeyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import {
  CreateKeyCommand,
  DisableKeyRotationCommand,
  UpdateAliasCommand,
  UpdateKeyDescriptionCommand,
} from "@aws-sdk/client-kms";
import {
  GetBucketLifecycleConfigurationCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { PutSecretValueCommand, UpdateSecretCommand } from "@aws-sdk/client-secrets-manager";
import { SetTopicAttributesCommand, UnsubscribeCommand } from "@aws-sdk/client-sns";
import { type HandMadeChanges } from "./change";

/** What somebody with the account's console may do. */
export const awsChanges: HandMadeChanges = {
  "aws:kms/key:Key": async ({ id, applied }, { kms }) => {
    // One that signs is not rotated.
    if (applied["enableKeyRotation"] !== true) {
      const Description = "changed by hand";
      await kms.send(new UpdateKeyDescriptionCommand({ KeyId: id, Description }));
      return { property: "description", wanted: applied["description"], observed: Description };
    }
    await kms.send(new DisableKeyRotationCommand({ KeyId: id }));
    return { property: "enableKeyRotation", wanted: true, observed: false };
  },
  "aws:kms/alias:Alias": async ({ id, applied }, { kms }) => {
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    const TargetKeyId = KeyMetadata?.KeyId;
    await kms.send(new UpdateAliasCommand({ AliasName: id, TargetKeyId }));
    return { property: "targetKeyId", wanted: applied["targetKeyId"], observed: TargetKeyId };
  },
  "aws:s3/bucket:Bucket": async ({ id }, { s3 }) => {
    const TagSet = [{ Key: "owner", Value: "somebody" }];
    await s3.send(new PutBucketTaggingCommand({ Bucket: id, Tagging: { TagSet } }));
    return { property: "tagsAll.owner", wanted: undefined, observed: "somebody" };
  },
  // Amazon refuses this on a bucket that locks objects (S3 User Guide, Object Lock); moto does it.
  "aws:s3/bucketVersioning:BucketVersioning": async ({ id }, { s3 }) => {
    const VersioningConfiguration = { Status: "Suspended" } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket: id, VersioningConfiguration }));
    const property = "versioningConfiguration.status";
    return { property, wanted: "Enabled", observed: "Suspended" };
  },
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": async (
    { id, applied },
    { s3 },
  ) => {
    const DefaultRetention = { Mode: "COMPLIANCE", Days: 1 } as const;
    await s3.send(
      new PutObjectLockConfigurationCommand({
        Bucket: id,
        ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention } },
      }),
    );
    const { rule } = applied as { rule: { defaultRetention: { days: number } } };
    const wanted = rule.defaultRetention.days;
    return { property: "rule.defaultRetention.days", wanted, observed: 1 };
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": async (
    { id, applied },
    { s3 },
  ) => {
    const { rules } = applied as {
      rules: readonly [{ applyServerSideEncryptionByDefault: { sseAlgorithm: string } }];
    };
    const wanted = rules[0].applyServerSideEncryptionByDefault.sseAlgorithm;
    // Logs are under Amazon's key, and everything else under the vault's.
    const observed = wanted === "AES256" ? "aws:kms" : "AES256";
    const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: observed } as const;
    await s3.send(
      new PutBucketEncryptionCommand({
        Bucket: id,
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault, BucketKeyEnabled: true }],
        },
      }),
    );
    const property = "rules[0].applyServerSideEncryptionByDefault.sseAlgorithm";
    return { property, wanted, observed };
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": async ({ id }, { s3 }) => {
    await s3.send(
      new PutPublicAccessBlockCommand({
        Bucket: id,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: false,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      }),
    );
    return { property: "blockPublicAcls", wanted: true, observed: false };
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": async (
    { id, applied },
    { s3 },
  ) => {
    const { Rules = [] } = await s3.send(
      new GetBucketLifecycleConfigurationCommand({ Bucket: id }),
    );
    const weakened = Rules.map((rule) =>
      rule.ID === "expire" ? { ...rule, Expiration: { Days: 7 } } : rule,
    );
    await s3.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket: id,
        LifecycleConfiguration: { Rules: weakened },
      }),
    );
    const rules = applied["rules"] as { id: string; expiration?: { days: number } }[];
    const index = rules.findIndex((rule) => rule.id === "expire");
    const wanted = rules[index]?.expiration?.days;
    return { property: `rules[${index}].expiration.days`, wanted, observed: 7 };
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": async ({ id }, { s3 }) => {
    const Rules = [{ ObjectOwnership: "ObjectWriter" as const }];
    await s3.send(
      new PutBucketOwnershipControlsCommand({ Bucket: id, OwnershipControls: { Rules } }),
    );
    const property = "rule.objectOwnership";
    return { property, wanted: "BucketOwnerEnforced", observed: "ObjectWriter" };
  },
  "aws:s3/bucketPolicy:BucketPolicy": async ({ id, applied }, { s3 }) => {
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          ...{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::999999999999:root" } },
          ...{ Action: ["s3:DeleteObjectVersion"], Resource: [`arn:aws:s3:::${id}/*`] },
        },
      ],
    });
    await s3.send(new PutBucketPolicyCommand({ Bucket: id, Policy }));
    const observed = expect.stringContaining("999999999999") as unknown;
    return { property: "policy", wanted: applied["policy"], observed };
  },
  "aws:s3/bucketLogging:BucketLogging": async ({ id }, { s3 }) => {
    await s3.send(new PutBucketLoggingCommand({ Bucket: id, BucketLoggingStatus: {} }));
    return "is gone";
  },
  "aws:iam/role:Role": async ({ id, applied }, { iam }) => {
    const MaxSessionDuration = 43_200;
    const { description } = applied as Record<string, string>;
    await iam.send(
      new UpdateRoleCommand({ RoleName: id, MaxSessionDuration, Description: description }),
    );
    return { property: "maxSessionDuration", wanted: 3600, observed: MaxSessionDuration };
  },
  "aws:iam/rolePolicy:RolePolicy": async ({ applied }, { iam }) => {
    const { role, name, policy } = applied as Record<string, string>;
    const statement = { Effect: "Allow", Action: ["s3:*"], Resource: ["*"] };
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    await iam.send(new PutRolePolicyCommand({ RoleName: role, PolicyName: name, PolicyDocument }));
    const observed = expect.stringContaining("s3:*") as unknown;
    return { property: "policy", wanted: policy, observed };
  },
  "aws:cloudtrail/trail:Trail": async ({ applied }, { cloudTrail }) => {
    await cloudTrail.send(new StopLoggingCommand({ Name: applied["name"] as string }));
    return { property: "enableLogging", wanted: true, observed: false };
  },
  "aws:sns/topic:Topic": async ({ id, applied }, { sns }) => {
    const AttributeValue = "alias/aws/sns";
    const AttributeName = "KmsMasterKeyId";
    await sns.send(new SetTopicAttributesCommand({ TopicArn: id, AttributeName, AttributeValue }));
    const wanted = applied["kmsMasterKeyId"];
    return { property: "kmsMasterKeyId", wanted, observed: AttributeValue };
  },
  "aws:sns/topicSubscription:TopicSubscription": async ({ id }, { sns }) => {
    await sns.send(new UnsubscribeCommand({ SubscriptionArn: id }));
    return "is gone";
  },
  // The console changes the limit in place; moto has no call for that.
  "aws:budgets/budget:Budget": async ({ id, applied }, { budgets }) => {
    const [AccountId, BudgetName] = id.split(":");
    const named = { AccountId, BudgetName };
    const { Notifications = [] } = await budgets.send(
      new DescribeNotificationsForBudgetCommand(named),
    );
    const { Budget } = await budgets.send(new DescribeBudgetCommand(named));
    await budgets.send(new DeleteBudgetCommand(named));
    const BudgetLimit = { Amount: "100000.00", Unit: "USD" };
    const { BudgetType, TimeUnit } = Budget!;
    const Subscribers = [{ SubscriptionType: "EMAIL" as const, Address: "me@example.org" }];
    await budgets.send(
      new CreateBudgetCommand({
        AccountId,
        Budget: { BudgetName, BudgetType, TimeUnit, BudgetLimit },
        NotificationsWithSubscribers: Notifications.map((Notification) => ({
          ...{ Notification, Subscribers },
        })),
      }),
    );
    const wanted = applied["limitAmount"];
    return { property: "limitAmount", wanted, observed: BudgetLimit.Amount };
  },
  "aws:secretsmanager/secret:Secret": async ({ id, applied }, { secretsManager }) => {
    const Description = "changed by hand";
    await secretsManager.send(new UpdateSecretCommand({ SecretId: id, Description }));
    const wanted = applied["description"];
    return { property: "description", wanted, observed: Description };
  },
  "aws:secretsmanager/secretVersion:SecretVersion": async ({ id }, { secretsManager }) => {
    const [SecretId = ""] = id.split("|");
    await secretsManager.send(
      new PutSecretValueCommand({ SecretId, SecretString: "somebody else's key" }),
    );
    return { property: "versionStages[0]", wanted: "AWSCURRENT", observed: "AWSPREVIOUS" };
  },
  "aws:iam/user:User": async ({ id }, { iam }) => {
    const Tags = [{ Key: "owner", Value: "somebody" }];
    await iam.send(new TagUserCommand({ UserName: id, Tags }));
    return { property: "tagsAll.owner", wanted: undefined, observed: "somebody" };
  },
  "aws:iam/userPolicy:UserPolicy": async ({ applied }, { iam }) => {
    const { user, name, policy } = applied as Record<string, string>;
    const statement = { Effect: "Allow", Action: ["s3:*"], Resource: ["*"] };
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    await iam.send(new PutUserPolicyCommand({ UserName: user, PolicyName: name, PolicyDocument }));
    const observed = expect.stringContaining("s3:*") as unknown;
    return { property: "policy", wanted: policy, observed };
  },
  "aws:iam/accessKey:AccessKey": async ({ id, applied }, { iam }) => {
    const UserName = applied["user"] as string;
    await iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId: id, Status: "Inactive" }));
    return { property: "status", wanted: "Active", observed: "Inactive" };
  },
};
