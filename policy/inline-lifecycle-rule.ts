import { type Expiration, type LifecycleRule, type Tags, type Transition } from "./lifecycle-rule";

/** A lifecycle rule at the bucket itself; the bucket's earlier type (V2) has lists of one where the present one has one. */
export interface InlineRule {
  readonly enabled: boolean;
  readonly prefix?: string;
  readonly tags?: Tags;
  readonly expiration?: Expiration;
  readonly expirations?: readonly Expiration[];
  readonly transitions?: readonly Transition[];
  readonly noncurrentVersionExpiration?: Noncurrent;
  readonly noncurrentVersionExpirations?: readonly Noncurrent[];
  readonly noncurrentVersionTransitions?: readonly (Noncurrent & {
    readonly storageClass: string;
  })[];
  readonly abortIncompleteMultipartUploadDays?: number;
}

interface Noncurrent {
  readonly days?: number;
}

/** The same in the words of a rule that is a setting of its own, each part read where it is asked for. */
export function asSetting(inline: InlineRule): LifecycleRule {
  return {
    get status() {
      return inline.enabled ? "Enabled" : "Disabled";
    },
    get filter() {
      return { and: { prefix: inline.prefix, tags: inline.tags } };
    },
    get expiration() {
      return inline.expiration ?? inline.expirations?.[0];
    },
    get transitions() {
      return inline.transitions;
    },
    get noncurrentVersionExpiration() {
      const kept = inline.noncurrentVersionExpiration ?? inline.noncurrentVersionExpirations?.[0];
      return kept && { noncurrentDays: kept.days };
    },
    get noncurrentVersionTransitions() {
      return inline.noncurrentVersionTransitions?.map(({ days, storageClass }) => ({
        noncurrentDays: days,
        storageClass,
      }));
    },
    get abortIncompleteMultipartUpload() {
      const daysAfterInitiation = inline.abortIncompleteMultipartUploadDays;
      return { daysAfterInitiation };
    },
  };
}
