import { PutUserPolicyCommand, TagUserCommand, UpdateAccessKeyCommand } from "@aws-sdk/client-iam";
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
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { PutSecretValueCommand, UpdateSecretCommand } from "@aws-sdk/client-secrets-manager";
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
    { id },
    { s3 },
  ) => {
    const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: "AES256" } as const;
    await s3.send(
      new PutBucketEncryptionCommand({
        Bucket: id,
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault, BucketKeyEnabled: true }],
        },
      }),
    );
    const property = "rules[0].applyServerSideEncryptionByDefault.sseAlgorithm";
    return { property, wanted: "aws:kms", observed: "AES256" };
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
