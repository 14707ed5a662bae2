import { isOf, type ResourceOf } from "./resource";
import { s3Types } from "./resource-types";
import { asSetting, type InlineRule } from "./inline-lifecycle-rule";

/** What says how long S3 keeps objects: settings of their own, and what older programs write at the bucket itself. */
export const lifecycleTypes = [...s3Types.lifecycle, ...s3Types.bucket] as const;

/** A resource of those types. */
export type LifecycleResource = ResourceOf<(typeof lifecycleTypes)[number]>;

/** A rule as the provider has it where it is a setting of its own, as far as rules of the pack ask. */
export interface LifecycleRule {
  readonly status?: string;
  /** Deprecated: `filter` takes its place. */
  readonly prefix?: string;
  readonly filter?: Conditions & {
    readonly tag?: { readonly key: string; readonly value: string };
    readonly and?: Conditions & { readonly tags?: Tags };
  };
  readonly expiration?: Expiration;
  readonly transitions?: readonly Transition[];
  readonly noncurrentVersionExpiration?: { readonly noncurrentDays?: number };
  readonly noncurrentVersionTransitions?: readonly {
    readonly noncurrentDays?: number;
    readonly storageClass: string;
  }[];
  readonly abortIncompleteMultipartUpload?: { readonly daysAfterInitiation?: number };
}

interface Conditions {
  readonly prefix?: string;
  readonly objectSizeGreaterThan?: number;
  readonly objectSizeLessThan?: number;
}

/** Tags that an object has at least. */
export type Tags = Readonly<Record<string, string>>;

/** What becomes of a current version. */
export interface Expiration {
  readonly days?: number;
  readonly date?: string;
  readonly expiredObjectDeleteMarker?: boolean;
}

/** When a current version moves, and where to. */
export interface Transition {
  readonly days?: number;
  readonly storageClass: string;
}

/** A rule that acts. */
export interface EnabledRule {
  /** Path of the property that it is. */
  readonly path: string;
  readonly rule: LifecycleRule;
}

/** Rules that act: disabled ones do nothing (Amazon S3 API, LifecycleRule). A part is read where it is asked for. */
export function enabledRules(resource: LifecycleResource): EnabledRule[] {
  const all: readonly EnabledRule[] = isOf(resource, s3Types.bucket)
    ? (resource.props.lifecycleRules ?? []).map((inline: InlineRule, at) => ({
        path: `lifecycleRules.${at}`,
        rule: asSetting(inline),
      }))
    : (resource.props.rules ?? []).map((rule, at) => ({ path: `rules.${at}`, rule }));
  return all.filter(({ rule }) => rule.status !== "Disabled");
}

/** When a rule ends current versions; `undefined` if it does not. */
export type Ending = { readonly date: string } | { readonly days: number };

/**
 * When a rule ends current versions. Without days and without a date it does not, nor beside the removal of delete
 * markers, where S3 takes neither (Amazon S3 API, LifecycleExpiration).
 */
export function endingOf({ expiration }: LifecycleRule): Ending | undefined {
  if (!expiration || expiration.expiredObjectDeleteMarker) return undefined;
  const { date } = expiration;
  if (date) return { date };
  const days = daysUntilEnd(expiration.days);
  return days === undefined ? undefined : { days };
}

/** Days after which a rule deletes a version that was replaced or hidden; `undefined` if it never does. */
export function noncurrentDays(rule: LifecycleRule): number | undefined {
  return daysUntilEnd(rule.noncurrentVersionExpiration?.noncurrentDays);
}

/** Days after which a rule clears away what was not uploaded to the end; `undefined` if it never does. */
export function uploadDays(rule: LifecycleRule): number | undefined {
  return daysUntilEnd(rule.abortIncompleteMultipartUpload?.daysAfterInitiation);
}

/**
 * S3 ends nothing after 0 days: the least is 1 (Amazon S3 API, LifecycleExpiration, NoncurrentVersionExpiration). So 0 is
 * the provider's word for "not set": it answers with it what was left out, and sends none of it (terraform-provider-aws,
 * issue 23674). For moves 0 is a day like any other.
 */
const daysUntilEnd = (days: number | undefined) => days || undefined;

/** That a rule moves versions to another class, so many days after they were made, or replaced. */
export interface Move {
  /** In its rule: `transitions.0`. */
  readonly path: string;
  readonly days: number;
  readonly storageClass: string;
}

/**
 * Where a rule moves current versions: by default on day 0, that on which they are made (terraform-provider-aws, pull
 * requests 957 and 23120). Of a date it is the same for all that is made after it, for S3 goes on with it (Amazon S3 User
 * Guide, "Lifecycle configuration elements").
 */
export function movesOf({ transitions = [] }: LifecycleRule): Move[] {
  return transitions.map(({ days = 0, storageClass }, at) => ({
    path: `transitions.${at}`,
    days,
    storageClass,
  }));
}

/** Where it moves those that were replaced or hidden. */
export function noncurrentMovesOf({ noncurrentVersionTransitions = [] }: LifecycleRule): Move[] {
  return noncurrentVersionTransitions.map(({ noncurrentDays: days = 0, storageClass }, at) => ({
    path: `noncurrentVersionTransitions.${at}`,
    days,
    storageClass,
  }));
}
