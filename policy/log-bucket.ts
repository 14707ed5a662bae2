import { type Resource, type ResourceOf } from "./resource";
import { s3Types } from "./resource-types";
import { type Stack } from "./stack";

type Logging = ResourceOf<(typeof s3Types.logging)[number]>;

/**
 * Whether the access logs of other buckets go to a bucket: it locks nothing, and S3 delivers them under its own key. What a
 * bucket logs to itself, at once or by way of others, makes it no bucket for logs (Amazon S3 User Guide, "Enabling Amazon S3
 * server access logging": source and target are not to be one).
 */
export const takesLogs = (bucket: Resource, stack: Stack) =>
  comeFromOthers(
    stack.about(bucket, "targetBucket", s3Types.logging),
    stack.about(bucket, "bucket", s3Types.logging),
    stack,
  );

/** The same of the bucket that a setting names in `bucket`. */
export const isOfLogBucket = (setting: Resource, stack: Stack) =>
  comeFromOthers(
    stack.alike(setting, "bucket", s3Types.logging, "targetBucket"),
    stack.alike(setting, "bucket", s3Types.logging, "bucket"),
    stack,
  );

/** Whether logs come in that do not go out of the same bucket. */
function comeFromOthers(into: readonly Logging[], outOf: readonly Logging[], stack: Stack) {
  const own = new Set(outOf);
  // What is added on the way is gone through as well.
  for (const one of own)
    for (const next of stack.alike(one, "targetBucket", s3Types.logging, "bucket")) own.add(next);
  return into.some((one) => !own.has(one));
}
