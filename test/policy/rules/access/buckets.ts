import { type Sent, unknown } from "../../support";
import { policyText } from "./support";

/** A bucket and what a program says of it, as in a preview in which nothing has a name yet. */
export const bucket: Sent = {
  ...{ type: "aws:s3/bucket:Bucket", name: "archive" },
  props: { bucket: unknown, policy: unknown, logging: unknown },
};

/** A resource that speaks of the bucket, or of another one. */
export const about = (type: string, props: object = {}, of = "archive"): Sent => ({
  ...{ type, name: `${type.split(":").at(-1)} of ${of}` },
  props: { bucket: unknown, ...props },
  from: { bucket: [of] },
});

/** Its policy. */
export const policyAbout = (...statements: readonly object[]): Sent =>
  about("aws:s3/bucketPolicy:BucketPolicy", { policy: policyText(...statements) });

/** A logging that sends logs to the bucket. */
export const logsInto: Sent = {
  ...{ type: "aws:s3/bucketLogging:BucketLogging", name: "others' logging" },
  props: { bucket: "other", targetBucket: unknown, targetPrefix: "a/" },
  from: { targetBucket: ["archive"] },
};

/** A Deny to everybody, on the bucket and all objects. */
export const deny = (Action: unknown, Condition: object, more: object = {}) => ({
  ...{ Effect: "Deny", Principal: "*", Action, Condition },
  Resource: ["arn:aws:s3:::archive", "arn:aws:s3:::archive/*"],
  ...more,
});
