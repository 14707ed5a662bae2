import { type LifecycleRule, type Tags } from "./lifecycle-rule";

/** Which objects a rule is for: those that fulfil all of it. */
export interface LifecycleScope {
  /** Of the objects' keys. Empty: all. */
  readonly prefix: string;
  readonly tags: Tags;
  /** Bytes; objects are larger. */
  readonly above: number;
  /** Bytes; objects are smaller. */
  readonly below: number;
}

/** A rule's objects. A size of 0 is how providers say that none is set. Source: Amazon S3 API, LifecycleRuleFilter. */
export function scopeOf(rule: LifecycleRule): LifecycleScope {
  const { and, tag, ...alone } = rule.filter ?? {};
  const conditions = and ?? alone;
  return {
    prefix: conditions.prefix ?? rule.prefix ?? "",
    tags: and?.tags ?? (tag ? { [tag.key]: tag.value } : {}),
    above: conditions.objectSizeGreaterThan || -1,
    below: conditions.objectSizeLessThan || Infinity,
  };
}

/** Whether an object can be of both. */
export function meet(one: LifecycleScope, other: LifecycleScope): boolean {
  return (
    (one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix)) &&
    Object.entries(one.tags).every(([key, value]) => (other.tags[key] ?? value) === value) &&
    Math.min(one.below, other.below) - Math.max(one.above, other.above) > 1
  );
}

/** Whether a rule is for every object of its bucket, sizes aside: it names neither prefix nor tag. */
export function isForAll(rule: LifecycleRule): boolean {
  const { prefix, tags } = scopeOf(rule);
  return prefix === "" && Object.keys(tags).length === 0;
}
