import { type Sent } from "../../support";

/** A policy as programs write it, from its statements. */
export const policyText = (...Statement: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement });

/** An Allow of actions, on one object's ARN unless told otherwise. */
export const allow = (Action: string | readonly string[], more: object = {}) => ({
  ...{ Effect: "Allow", Action, Resource: "arn:aws:s3:::archive/vm/*" },
  ...more,
});

/** A policy of a user of IAM. */
export const userPolicy = (...statements: readonly object[]): Sent => ({
  type: "aws:iam/userPolicy:UserPolicy",
  props: { user: "writer", policy: policyText(...statements) },
});

/** A policy of a bucket. */
export const bucketPolicy = (...statements: readonly object[]): Sent => ({
  type: "aws:s3/bucketPolicy:BucketPolicy",
  props: { bucket: "archive", policy: policyText(...statements) },
});
