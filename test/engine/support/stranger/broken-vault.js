/** What is missing beside a bucket on S3, or goes ill with its other settings. */
"use strict";

const { vault } = require("./vault.js");
const { sdks, key, kept, lifecycle } = require("./makers.js");

const expiring = (days) => ({ id: "all", status: "Enabled", filter: {}, expiration: { days } });
const broken = [
  [
    "s3-versioned",
    vault({ versioning: undefined, lock: undefined, bucket: { objectLockEnabled: false } }),
  ],
  ["s3-locked", vault({ lock: undefined })],
  ["s3-bucket-encrypted", vault({ encryption: undefined })],
  ["s3-private", vault({ privacy: undefined })],
  ["s3-tls-only", vault({ policy: undefined })],
  ["s3-denies-other-keys", vault({ policy: undefined })],
  ["s3-access-logged", vault({ logging: undefined })],
  ["aws-trail", vault({ trail: undefined })],
  ["aws-trail", vault({ trail: { enableLogging: false } })],
  ["s3-lock-spans-expiration", vault({ lifecycle: { rules: [expiring(400)] } }, "lifecycle")],
  ["s3-lock-ends-with-expiration", vault({ lockDays: 3650 }, "lock")],
  [
    "s3-noncurrent-needs-lock",
    lifecycle({ noncurrentVersionExpiration: { noncurrentDays: 1 }, expiration: { days: 90 } }),
  ],
  ["s3-versions-bounded", vault({ lifecycle: { rules: [expiring(90)] } }, "versioning")],
  [
    "s3-bucket-key",
    (name) =>
      new sdks.aws.s3.BucketServerSideEncryptionConfiguration(name, {
        bucket: name,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key },
            bucketKeyEnabled: false,
          },
        ],
      }),
  ],
  [
    "s3-small-objects-warm",
    (name) =>
      new sdks.aws.s3.BucketLifecycleConfiguration(name, {
        bucket: name,
        transitionDefaultMinimumObjectSize: "varies_by_storage_class",
        rules: [
          {
            ...{ id: "all", status: "Enabled", filter: { prefix: "" } },
            transitions: [{ days: 0, storageClass: "GLACIER" }],
            expiration: { days: 90 },
          },
        ],
      }),
  ],
  [
    "s3-no-inline-settings",
    (name) =>
      new sdks.aws.s3.Bucket(name, { bucket: name, logging: { targetBucket: "logs" } }, kept),
  ],
  ["topic-own-key", (name) => new sdks.aws.sns.Topic(name, {})],
  [
    "trail-own-key",
    (name) =>
      new sdks.aws.cloudtrail.Trail(name, { s3BucketName: "logs", enableLogFileValidation: true }),
  ],
];

module.exports = { broken };
