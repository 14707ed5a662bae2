/** A bucket on S3 for backups with all that belongs to it, each part a plain resource. */
"use strict";

const { sdks, account, kept, key, policy } = require("./makers.js");

const days = 90;
const header = "s3:x-amz-server-side-encryption";

/** What a bucket's policy refuses everybody. */
function refusals(bucket) {
  const arn = `arn:aws:s3:::${bucket}`;
  const deny = (Action, Condition) => ({
    ...{ Effect: "Deny", Principal: "*", Action, Condition },
    Resource: [arn, `${arn}/*`],
  });
  const there = (name) => ({ Null: { [name]: "false" } });
  return policy(
    deny("s3:*", { Bool: { "aws:SecureTransport": "false" } }),
    deny("s3:PutObject", there(`${header}-customer-algorithm`)),
    deny("s3:PutObject", { ...there(header), StringNotEquals: { [header]: "aws:kms" } }),
    deny("s3:PutObject", {
      ...there(`${header}-aws-kms-key-id`),
      StringNotEquals: { [`${header}-aws-kms-key-id`]: key },
    }),
  );
}

const rules = [
  {
    ...{ id: "all", status: "Enabled", filter: {}, expiration: { days } },
    noncurrentVersionExpiration: { noncurrentDays: 1 },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  },
];

/**
 * @param parts - what is changed, by part; `undefined` leaves the part out
 * @param subject - the part that has the case's name
 */
const vault =
  (parts = {}, subject = "bucket") =>
  (name) => {
    const called = (part) => (part === subject ? name : `${name}-${part}`);
    const make = (part, of, inputs, options) => {
      if (part in parts && parts[part] === undefined) return undefined;
      return new of(called(part), { ...inputs, ...parts[part] }, options);
    };
    const { aws } = sdks;
    const bucket = new aws.s3.Bucket(
      called("bucket"),
      { bucket: name, objectLockEnabled: true, ...parts.bucket },
      kept,
    ).id;
    make("versioning", aws.s3.BucketVersioning, {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    make("lock", aws.s3.BucketObjectLockConfiguration, {
      bucket,
      rule: { defaultRetention: { mode: "COMPLIANCE", days: parts.lockDays ?? days } },
    });
    make("lifecycle", aws.s3.BucketLifecycleConfiguration, { bucket, rules });
    make("encryption", aws.s3.BucketServerSideEncryptionConfiguration, {
      bucket,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key },
          bucketKeyEnabled: true,
        },
      ],
    });
    make("privacy", aws.s3.BucketPublicAccessBlock, {
      ...{ bucket, blockPublicAcls: true, blockPublicPolicy: true },
      ...{ ignorePublicAcls: true, restrictPublicBuckets: true },
    });
    make("policy", aws.s3.BucketPolicy, { bucket, policy: refusals(name) });
    make("logging", aws.s3.BucketLogging, {
      ...{ bucket, targetBucket: "logs", targetPrefix: `${name}/` },
    });
    make("trail", aws.cloudtrail.Trail, {
      ...{ s3BucketName: "logs", enableLogFileValidation: true, kmsKeyId: key },
      eventSelectors: [
        { dataResources: [{ type: "AWS::S3::Object", values: [`arn:aws:s3:::${name}/`] }] },
      ],
    });
  };

module.exports = { vault, role: `arn:aws:iam::${account}:role/exporter` };
