/** What one resource shows by itself, with the rule that must say it. */
"use strict";

const {
  connection,
  sdks,
  account,
  kept,
  policy,
  allow,
  lifecycle,
  encryption,
  lock,
  bucketPolicy,
  iamPolicy,
  kmsKey,
  kmsKeyUnprotected,
  blockPublic,
  secret,
  remote,
  storage,
  job,
  told,
  versioning,
} = require("./makers.js");

const broken = [
  ["bucket-no-force-destroy", (name) => new sdks.aws.s3.Bucket(name, { forceDestroy: true }, kept)],
  [
    "bucket-no-force-destroy",
    (name) => new sdks.minio.S3Bucket(name, { forceDestroy: true }, kept),
  ],
  ["backup-protected", (name) => new sdks.aws.s3.Bucket(name, { bucket: "unprotected" })],
  ["backup-protected", kmsKeyUnprotected],
  ["s3-versioning-enabled", versioning("Suspended")],
  ["s3-lock-compliance", lock({ mode: "GOVERNANCE", days: 90 })],
  ["s3-lock-minimum", lock({ mode: "COMPLIANCE", days: 1 })],
  ["s3-bucket-own-key", encryption({ sseAlgorithm: "AES256" })],
  ["s3-bucket-own-key", encryption({ sseAlgorithm: "aws:kms" })],
  ["s3-bucket-own-key", encryption({ sseAlgorithm: "aws:kms", kmsMasterKeyId: "alias/aws/s3" })],
  ["s3-public-block-whole", blockPublic({ blockPublicPolicy: false })],
  [
    "s3-acl-off",
    (name) =>
      new sdks.aws.s3.BucketOwnershipControls(name, {
        bucket: "archive",
        rule: { objectOwnership: "ObjectWriter" },
      }),
  ],
  [
    "s3-policy-not-public",
    bucketPolicy(allow("s3:GetObject", "arn:aws:s3:::archive/*", { Principal: "*" })),
  ],
  [
    "s3-policy-no-deletion",
    bucketPolicy(
      allow("s3:DeleteObjectVersion", "arn:aws:s3:::archive/*", {
        Principal: { AWS: `arn:aws:iam::${account}:role/exporter` },
      }),
    ),
  ],
  ["s3-expiration-minimum", lifecycle({ expiration: { days: 5 } })],
  ["s3-expiration-minimum", lifecycle({ expiration: { date: "2027-01-01T00:00:00Z" } })],
  [
    "s3-archive-billed-days",
    lifecycle({
      transitions: [{ days: 60, storageClass: "GLACIER" }],
      expiration: { days: 100 },
    }),
  ],
  [
    "s3-archive-billed-days",
    lifecycle({
      noncurrentVersionTransitions: [{ noncurrentDays: 1, storageClass: "DEEP_ARCHIVE" }],
      noncurrentVersionExpiration: { noncurrentDays: 31 },
    }),
  ],
  ["kms-deletion-window", kmsKey({ deletionWindowInDays: 7 })],
  ["kms-rotation", kmsKey({ enableKeyRotation: false })],
  ["kms-key-enabled", kmsKey({ isEnabled: false })],
  ["kms-policy-not-public", kmsKey({ policy: policy(allow("kms:*", "*", { Principal: "*" })) })],
  [
    "kms-policy-guards-deletion",
    kmsKey({
      policy: policy(allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${account}:root` } })),
    }),
  ],
  ["secret-recovery-window", secret({ recoveryWindowInDays: 0 })],
  ["secret-own-key", secret({ kmsKeyId: "alias/aws/secretsmanager" })],
  ["backup-protected", secret({}, {})],
  ["iam-no-wildcard", iamPolicy(allow("*", "*"))],
  ["iam-no-escalation", iamPolicy(allow("iam:AttachUserPolicy", `arn:aws:iam::${account}:user/x`))],
  [
    "iam-writer-least",
    iamPolicy(allow(["s3:PutObject", "s3:DeleteObjectVersion"], "arn:aws:s3:::archive/*")),
  ],
  [
    "iam-writer-least",
    iamPolicy(
      allow("s3:PutObject", "arn:aws:s3:::archive/*"),
      allow("s3:PutLifecycleConfiguration", "arn:aws:s3:::archive"),
    ),
  ],
  [
    "iam-trust-narrow",
    (name) =>
      new sdks.aws.iam.Role(name, {
        assumeRolePolicy: policy({
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { AWS: "*" },
        }),
      }),
  ],
  [
    "minio-versioning-enabled",
    (name) =>
      new sdks.minio.S3BucketVersioning(name, {
        bucket: "data",
        versioningConfiguration: { status: "Suspended" },
      }),
  ],
  [
    "minio-policy-least",
    (name) =>
      new sdks.minio.IamPolicy(name, { policy: policy(allow(["s3:*"], ["arn:aws:s3:::data/*"])) }),
  ],
  [
    "minio-ilm-minimum",
    (name) =>
      new sdks.minio.IlmPolicy(name, {
        bucket: "data",
        rules: [{ id: "soon", expiration: "1d" }],
      }),
  ],
  ["remote-host-key-pinned", remote({ connection: { ...connection, hostKey: undefined } })],
  [
    "remote-host-key-pinned",
    remote({ connection: { ...connection, proxy: { host: "jump01", user: "root" } } }),
  ],
  [
    "remote-login-key",
    remote({ connection: { ...connection, privateKey: undefined, password: "p" } }),
  ],
  ["pve-storage-own-key", storage({ encryptionKey: undefined })],
  ["pve-storage-fingerprint", storage({ fingerprint: undefined })],
  ["no-root-credentials", storage({ username: "root@pam" })],
  ["pve-prunes-nothing", storage({ backups: { keepAll: false, keepLast: 1 } })],
  ["pve-job-runs", job({ enabled: false })],
  ["pve-prunes-nothing", job({ pruneBackups: { "keep-last": "1" } })],
  [
    "pbs-prune-job-minimum",
    told("pbs prune-job", "short", {
      ...{ id: "short", store: "vm", schedule: "daily", "keep-last": 1 },
    }),
  ],
];

module.exports = { broken };
