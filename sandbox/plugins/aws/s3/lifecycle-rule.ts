import { type Shape, list, moment, object, tagList } from "../shape";
import type { Canonical } from "../spelling";

/** When something happens to a current object: after days, or on a date. */
interface When {
  /** Days since the object was made. */
  readonly days?: number;
  /** RFC 3339, midnight UTC. */
  readonly date?: string;
}

/** A move to another storage class. */
export interface Transition extends When {
  readonly storageClass: string;
}

/** The end of a current object. */
export interface Expiration extends When {
  readonly expiredObjectDeleteMarker?: boolean;
}

/** A move of a version that is no longer the current one. */
export interface NoncurrentTransition {
  readonly noncurrentDays: number;
  readonly newerNoncurrentVersions?: number;
  readonly storageClass: string;
}

/** What must hold for an object all together. Sizes in bytes. */
export interface Predicates {
  readonly objectSizeGreaterThan?: number;
  readonly objectSizeLessThan?: number;
  readonly prefix?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Which objects a rule is for. */
export interface Filter extends Omit<Predicates, "tags"> {
  readonly and?: Predicates;
  readonly tag?: { readonly key: string; readonly value: string };
}

/** One rule of `aws.s3.BucketLifecycleConfiguration`. */
export interface LifecycleRule {
  readonly id: string;
  readonly status: string;
  readonly filter?: Filter;
  /** Deprecated by S3 for `filter`. */
  readonly prefix?: string;
  readonly abortIncompleteMultipartUpload?: { readonly daysAfterInitiation?: number };
  readonly expiration?: Expiration;
  readonly noncurrentVersionExpiration?: {
    readonly noncurrentDays: number;
    readonly newerNoncurrentVersions?: number;
  };
  readonly noncurrentVersionTransitions?: readonly NoncurrentTransition[];
  readonly transitions?: readonly Transition[];
}

/** A value that means the same as leaving it out. */
const unlessIdle: Shape = {
  toAws: (value) => value,
  fromAws: (value) => (value === 0 || value === false || value === "" ? undefined : value),
};

const sizes = {
  objectSizeGreaterThan: "ObjectSizeGreaterThan",
  objectSizeLessThan: "ObjectSizeLessThan",
} as const;

const predicates = object({
  ...sizes,
  prefix: "Prefix",
  and: ["And", object({ ...sizes, prefix: "Prefix", tags: ["Tags", tagList] })],
  tag: ["Tag", object({ key: "Key", value: "Value" })],
});

const isEmpty = (value: object) => Object.keys(value).length === 0;

/** S3 wants a filter in every rule; an empty one and an empty prefix both mean every object. */
const filter: Shape = {
  toAws: (value) => {
    const given = predicates.toAws(value) as object;
    return isEmpty(given) ? { Prefix: "" } : given;
  },
  fromAws: (value) => {
    const found = predicates.fromAws(value) as Filter;
    return isEmpty(found) || found.prefix === "" ? undefined : found;
  },
};

const when = { date: ["Date", moment], days: ["Days", unlessIdle] } as const;

/** A transition without any time happens on day 0. */
const plainTransition = object({
  date: ["Date", moment],
  days: "Days",
  storageClass: "StorageClass",
});
const transition: Shape = {
  toAws: (value) => {
    const given = value as Transition;
    return plainTransition.toAws(given.date === undefined ? { days: 0, ...given } : given);
  },
  fromAws: (value) => plainTransition.fromAws(value),
};

const rule = object({
  id: "ID",
  status: "Status",
  filter: ["Filter", filter],
  prefix: ["Prefix", unlessIdle],
  abortIncompleteMultipartUpload: [
    "AbortIncompleteMultipartUpload",
    object({ daysAfterInitiation: "DaysAfterInitiation" }),
  ],
  expiration: [
    "Expiration",
    object({ ...when, expiredObjectDeleteMarker: ["ExpiredObjectDeleteMarker", unlessIdle] }),
  ],
  noncurrentVersionExpiration: [
    "NoncurrentVersionExpiration",
    object({
      noncurrentDays: "NoncurrentDays",
      newerNoncurrentVersions: "NewerNoncurrentVersions",
    }),
  ],
  noncurrentVersionTransitions: [
    "NoncurrentVersionTransitions",
    list(
      object({
        noncurrentDays: "NoncurrentDays",
        newerNoncurrentVersions: "NewerNoncurrentVersions",
        storageClass: "StorageClass",
      }),
    ),
  ],
  transitions: ["Transitions", list(transition)],
});

/** The rules as S3 wants and answers them. */
export const lifecycleRules = list({
  toAws: (value) => {
    const given = value as LifecycleRule;
    return rule.toAws(given.prefix ? given : { ...given, filter: given.filter ?? {} });
  },
  fromAws: (value) => rule.fromAws(value),
});

/** Rules mean the same however they leave things out. */
export const canonicalRules: Canonical = (value) =>
  lifecycleRules.fromAws(lifecycleRules.toAws(value ?? []));
