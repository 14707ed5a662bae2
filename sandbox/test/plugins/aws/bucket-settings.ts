import {
  DeleteBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import type { AwsClient } from "../../../plugins/aws/client";

/** A policy with one statement. */
export const statement = (more: object) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::*/*", ...more }],
});
const account = { AWS: "arn:aws:iam::123456789012:root" };
const days = (Days: number) => ({
  ID: "exports",
  Status: "Enabled" as const,
  Filter: {},
  Expiration: { Days },
});

/** A type of a bucket's settings as a test goes through its life. */
export type SettingCase = readonly [
  noun: string,
  declared: object,
  /** What the program changes it to. */
  changed: object,
  /** What a hand then does to it. */
  byHand: (client: AwsClient, Bucket: string) => Promise<unknown>,
  /** What is seen to differ after that. */
  differs: readonly string[],
  /** Whether the server still answers something after it was deleted. */
  readsAfterDelete: boolean,
];

/** One row a type. */
export const settings: readonly SettingCase[] = [
  [
    "BucketVersioning",
    { versioningConfiguration: { status: "Suspended" } },
    { versioningConfiguration: { status: "Enabled", mfaDelete: "Disabled" } },
    (client, Bucket) =>
      client.s3.send(
        new PutBucketVersioningCommand({
          Bucket,
          VersioningConfiguration: { Status: "Suspended" },
        }),
      ),
    ["versioningConfiguration.status"],
    true,
  ],
  [
    "BucketLifecycleConfiguration",
    { rules: [{ id: "exports", status: "Enabled", expiration: { days: 90 } }] },
    {
      rules: [
        {
          id: "exports",
          status: "Enabled",
          filter: { prefix: "" },
          expiration: { days: 365 },
          transitions: [{ days: 0, storageClass: "GLACIER" }],
        },
      ],
    },
    (client, Bucket) =>
      client.s3.send(
        new PutBucketLifecycleConfigurationCommand({
          Bucket,
          LifecycleConfiguration: {
            Rules: [{ ...days(30), Transitions: [{ Days: 0, StorageClass: "GLACIER" }] }],
          },
        }),
      ),
    ["rules[0].expiration.days"],
    false,
  ],
  [
    "BucketServerSideEncryptionConfiguration",
    { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] },
    {
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "k" },
          blockedEncryptionTypes: ["SSE-C"],
          bucketKeyEnabled: true,
        },
      ],
    },
    (client, Bucket) => client.s3.send(new DeleteBucketEncryptionCommand({ Bucket })),
    [
      "rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId",
      "rules[0].applyServerSideEncryptionByDefault.sseAlgorithm",
      "rules[0].bucketKeyEnabled",
    ],
    true,
  ],
  [
    "BucketPublicAccessBlock",
    { blockPublicAcls: true, blockPublicPolicy: true },
    { blockPublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true },
    (client, Bucket) =>
      client.s3.send(
        new PutPublicAccessBlockCommand({
          Bucket,
          PublicAccessBlockConfiguration: { RestrictPublicBuckets: true },
        }),
      ),
    ["blockPublicAcls", "blockPublicPolicy"],
    false,
  ],
  [
    "BucketObjectLockConfiguration",
    { rule: { defaultRetention: { mode: "GOVERNANCE", days: 30 } } },
    { rule: { defaultRetention: { mode: "COMPLIANCE", years: 1 } } },
    (client, Bucket) =>
      client.s3.send(
        new PutObjectLockConfigurationCommand({
          Bucket,
          ObjectLockConfiguration: {
            ObjectLockEnabled: "Enabled",
            Rule: { DefaultRetention: { Mode: "GOVERNANCE", Years: 1 } },
          },
        }),
      ),
    ["rule.defaultRetention.mode"],
    true,
  ],
  [
    "BucketPolicy",
    { policy: JSON.stringify(statement({ Principal: account })) },
    { policy: JSON.stringify(statement({ Principal: account, Sid: "Read" }), undefined, 2) },
    (client, Bucket) =>
      client.s3.send(
        new PutBucketPolicyCommand({
          Bucket,
          Policy: JSON.stringify(statement({ Principal: "*" })),
        }),
      ),
    ["policy"],
    false,
  ],
  [
    "BucketOwnershipControls",
    { rule: { objectOwnership: "BucketOwnerEnforced" } },
    { rule: { objectOwnership: "BucketOwnerPreferred" } },
    (client, Bucket) =>
      client.s3.send(
        new PutBucketOwnershipControlsCommand({
          Bucket,
          OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
        }),
      ),
    ["rule.objectOwnership"],
    false,
  ],
];
