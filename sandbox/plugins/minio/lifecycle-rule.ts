import type { LifecycleExpiration, LifecycleRule, LifecycleRuleFilter } from "@aws-sdk/client-s3";
import type { CheckFailure } from "../protocol/resource-type";

/** A rule as the program writes it, and as it is read back. */
export interface DeclaredRule {
  readonly id: string;
  /** `5d`, `2030-01-31` or `DeleteMarker`. */
  readonly expiration?: string;
  /** A prefix of object names. */
  readonly filter?: string;
  readonly noncurrentVersionExpirationDays?: number;
  /** Read back only. */
  readonly status?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** The three ways to write an expiration, and how each is said to the server. */
const expirations: readonly { form: RegExp; write: (text: string) => LifecycleExpiration }[] = [
  { form: /^[1-9]\d*d$/, write: (text) => ({ Days: Number.parseInt(text, 10) }) },
  { form: /^\d{4}-\d{2}-\d{2}$/, write: (text) => ({ Date: new Date(`${text}T00:00:00Z`) }) },
  { form: /^DeleteMarker$/, write: () => ({ ExpiredObjectDeleteMarker: true }) },
];

const writerOf = (text: string) => expirations.find(({ form }) => form.test(text));

function readExpiration(found: LifecycleExpiration): string | undefined {
  if (found.ExpiredObjectDeleteMarker) return "DeleteMarker";
  if (found.Date) return found.Date.toISOString().slice(0, 10);
  return found.Days === undefined ? undefined : `${found.Days}d`;
}

function writeFilter({ filter = "", tags = {} }: DeclaredRule): LifecycleRuleFilter {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return Tags.length > 0 ? { And: { Prefix: filter, Tags } } : { Prefix: filter };
}

/**
 * Source: aminueza/terraform-provider-minio v1.20.1, of which @pulumi/minio 0.17.1 is made, `resourceMinioILMPolicy`: a
 * rule is always enabled, and its status cannot be declared although the SDK has an input for it.
 */
export function checkRule(rule: DeclaredRule, path: string): CheckFailure[] {
  const { expiration, status, noncurrentVersionExpirationDays: days } = rule;
  const faults = {
    expiration:
      expiration !== undefined &&
      !writerOf(expiration) &&
      `is "${expiration}"; allowed: a duration (5d), a date (1970-01-01) or DeleteMarker`,
    status:
      status !== undefined &&
      `is "${status}"; its value is decided by the provider, which enables every rule: take it out`,
    noncurrentVersionExpirationDays:
      days !== undefined && days < 1 && `is ${days}; allowed: 1 or more days`,
  };
  return Object.entries(faults).flatMap(([name, fault]) =>
    fault ? [{ property: `${path}.${name}`, reason: `"${path}.${name}" ${fault}` }] : [],
  );
}

/** The rule in S3's terms. */
export function writeRule(rule: DeclaredRule): LifecycleRule {
  const { expiration, noncurrentVersionExpirationDays: days } = rule;
  const written = expiration === undefined ? undefined : writerOf(expiration)?.write(expiration);
  return {
    ID: rule.id,
    Status: "Enabled",
    Filter: writeFilter(rule),
    ...(written ? { Expiration: written } : {}),
    ...(days === undefined ? {} : { NoncurrentVersionExpiration: { NoncurrentDays: days } }),
  };
}

function readFilter({ And, Tag, Prefix }: LifecycleRuleFilter) {
  const tags = And?.Tags ?? (Tag ? [Tag] : []);
  return {
    filter: And?.Prefix ?? Prefix,
    tags:
      tags.length > 0
        ? Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]))
        : undefined,
  };
}

/** The rule in the program's terms; what the server does not set, or sets to nothing, is left out. */
export function readRule(found: LifecycleRule): DeclaredRule {
  const rule = {
    id: found.ID,
    status: found.Status,
    ...readFilter(found.Filter ?? {}),
    expiration: found.Expiration && readExpiration(found.Expiration),
    noncurrentVersionExpirationDays: found.NoncurrentVersionExpiration?.NoncurrentDays,
  };
  const set = Object.entries(rule).filter(([, value]) => Boolean(value));
  return Object.fromEntries(set) as unknown as DeclaredRule;
}
