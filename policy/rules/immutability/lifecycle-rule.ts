import { type ResourceOf } from "../../resource";
import { type s3Types } from "../../resource-types";

/** A rule of a bucket's lifecycle, under either name of its type. */
export type LifecycleRule = NonNullable<
  ResourceOf<(typeof s3Types.lifecycle)[number]>["props"]["rules"]
>[number];

/** Days after which an enabled rule hides an object behind a delete marker; `undefined` if it never does. */
export function expirationDays(rule: LifecycleRule): number | undefined {
  if (rule.status !== "Enabled") return undefined;
  const { expiration } = rule;
  // S3 takes no days beside it (Amazon S3 API, LifecycleExpiration).
  if (expiration?.expiredObjectDeleteMarker) return undefined;
  // Providers answer days that were not sent with 0.
  return expiration?.days || undefined;
}

/** Days after which an enabled rule deletes a version that was hidden or replaced; `undefined` if it never does. */
export function noncurrentDays(rule: LifecycleRule): number | undefined {
  return rule.status === "Enabled" ? rule.noncurrentVersionExpiration?.noncurrentDays : undefined;
}

/** Whether a rule is for every object of its bucket, sizes aside: it names neither prefix nor tag. */
export function isForAll(rule: LifecycleRule): boolean {
  const { filter } = rule;
  // S3 takes a prefix of its own only in place of a filter (Amazon S3 API, LifecycleRule).
  if (filter === undefined) return !rule.prefix;
  return !filter.prefix && !filter.tag && !filter.and;
}
