import { sentOrAnswered } from "../../answer";
import { covers, isForEverybody } from "../../iam-match";
import { type IamStatement, statementsOf } from "../../iam-statement";
import { type ResourceOf } from "../../resource";
import { s3Types } from "../../resource-types";
import { type Stack } from "../../stack";

/** A bucket, under each name that the provider has had for it. */
export type Bucket = ResourceOf<(typeof s3Types.bucket)[number]>;

/**
 * What a bucket's policies refuse to everybody, each for itself: of two for one bucket nobody knows which S3 is told last. Of
 * what is no policy it is nothing.
 */
export function denialsOf(bucket: Bucket, stack: Stack): readonly (readonly IamStatement[])[] {
  const apart = stack.about(bucket, "bucket", s3Types.policy);
  // A policy of its own takes the place of the one that the bucket was given.
  const given = apart.length > 0 ? apart.map(({ props }) => props.policy) : [inlineOf(bucket)];
  return given
    .map((policy) => statementsOf("policy", policy))
    .map((read) => (typeof read === "string" ? [] : read))
    .map((all) => all.filter((one) => !one.isAllow && isForEverybody(one)));
}

const inlineOf = (bucket: Bucket) => sentOrAnswered(bucket, "policy");

/** Any bucket's, and any object's: S3 takes no policy that names another bucket (Amazon S3 User Guide, "Bucket policies"). */
const anyBucket = /^arn:[^:]*:s3:::[^/]*$/;
const anyObject = /^arn:[^:]*:s3:::[^/]*\*$|^arn:[^:]*:s3:::[^/]+\/\*$/;

/** Whether a statement is about the bucket itself. */
export const isAboutBucket = (statement: IamStatement) => names(statement, anyBucket);

/** Whether a statement is about every object in the bucket. */
export const isAboutObjects = (statement: IamStatement) => names(statement, anyObject);

const names = ({ resources }: IamStatement, what: RegExp) =>
  resources !== undefined &&
  !resources.allBut &&
  resources.patterns.some((pattern) => covers(pattern, "*") || what.test(pattern));
