import { type ResourceOf } from "../../resource";

/** What says how long MinIO keeps objects of a bucket. */
export const ilmTypes = ["minio:index/ilmPolicy:IlmPolicy"] as const;

/** A resource of that type. */
export type IlmPolicy = ResourceOf<(typeof ilmTypes)[number]>;

/** A rule that acts, read part by part where it is asked. */
export interface EnabledIlmRule {
  /** Path of the property that it is. */
  readonly path: string;
  /** When current versions end: after days, or on a date, which is left as it is written. `undefined`: never. */
  readonly ending: number | string | undefined;
  /** Days that noncurrent versions stay. `undefined`: for ever. */
  readonly noncurrentDays: number | undefined;
}

/**
 * Rules that act: `status` is Enabled where it is left out, `expiration` is days (`5d`), a date or `DeleteMarker`, and 0
 * noncurrent days are none. Source: terraform-provider-minio, documentation of `minio_ilm_policy`.
 */
export function enabledIlmRules({ props: { rules = [] } }: IlmPolicy): EnabledIlmRule[] {
  return rules.flatMap((rule, at) =>
    rule.status === "Disabled"
      ? []
      : {
          path: `rules.${at}`,
          get ending() {
            return endingOf(rule.expiration);
          },
          get noncurrentDays() {
            return rule.noncurrentVersionExpirationDays || undefined;
          },
        },
  );
}

function endingOf(expiration: string | undefined): number | string | undefined {
  if (!expiration || expiration === "DeleteMarker") return undefined;
  const days = /^(\d+)d/.exec(expiration)?.[1];
  return days === undefined ? expiration : Number(days);
}
