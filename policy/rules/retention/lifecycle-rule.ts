import { isOf, type ResourceOf } from "../../resource";
import { s3Types } from "../../resource-types";
import { asSetting, type InlineRule } from "./inline-rule";

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
  readonly abortIncompleteMultipartUpload?: object;
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

/** S3 takes no days beside the removal of delete markers, and some programs send 0 there (Amazon S3 API, LifecycleExpiration). */
export function endingOf({ expiration }: LifecycleRule): Ending | undefined {
  if (!expiration || expiration.expiredObjectDeleteMarker) return undefined;
  const { date, days } = expiration;
  if (date) return { date };
  return days === undefined ? undefined : { days };
}
