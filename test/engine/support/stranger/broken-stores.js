/** MinIO, and buckets in which servers keep their own stores. */
"use strict";

const { kept, lock, lifecycle, sdks, told } = require("./makers.js");

/** A bucket of MinIO with versions and a key. */
const minio =
  ({ bucket, versioning = true, encryption = true } = {}) =>
  (name) => {
    const { S3Bucket, S3BucketVersioning, S3BucketServerSideEncryption } = sdks.minio;
    const made = new S3Bucket(name, { bucket: name, objectLocking: true, ...bucket }, kept).bucket;
    if (versioning)
      new S3BucketVersioning(`${name}-versioning`, {
        bucket: made,
        versioningConfiguration: { status: "Enabled" },
      });
    if (encryption)
      new S3BucketServerSideEncryption(`${name}-encryption`, {
        ...{ bucket: made, encryptionType: "aws:kms", kmsKeyId: "backup-key" },
      });
  };

const replication = (document) =>
  told("minio replication rule", "copy", {
    ...{ status: "Enabled", delete: "Disabled", "delete-marker": "Disabled" },
    ...document,
  });

/** A datastore whose chunks lie in the bucket of that setting. */
const stored = (setting) => (name) => {
  told("pbs datastore", name, {
    ...{ name, path: "/cache", "gc-schedule": "daily" },
    backend: `bucket=archive-${setting.on === "bucket" ? name : `${name}-setting`},client=aws,type=s3`,
  })(setting.on === "bucket" ? `${name}-store` : name);
  setting.make(setting.on === "bucket" ? name : `${name}-setting`);
};

const broken = [
  ["minio-versioned", minio({ versioning: false, bucket: { objectLocking: false } })],
  ["minio-bucket-encrypted", minio({ encryption: false })],
  ["minio-bucket-lockable", minio({ bucket: { objectLocking: false } })],
  ["minio-replication-no-deletes", replication({ delete: "Enabled" })],
  ["minio-replication-enabled", replication({ status: "Disabled" })],
  [
    "pbs-bucket-objects-stay",
    stored({ on: "store", make: lifecycle({ expiration: { days: 3650 } }) }),
  ],
  [
    "s3-repository-no-default-lock",
    stored({ on: "bucket", make: lock({ mode: "COMPLIANCE", days: 90 }) }),
  ],
];

module.exports = { broken, minio, replication };
