/** For how long a bucket locks each new version by default, as S3 has it: in days or in years, never both. */
export interface DefaultRetention {
  readonly mode?: string;
  readonly days?: number;
  readonly years?: number;
}

/** S3's bounds of a default retention in days: 100 years (Amazon S3 User Guide, "Managing Object Lock"). */
export const retentionBounds = { minimum: 1, maximum: 36_500 };

/** Its days, of a year the fewest that it can have; 0 if it says none. Providers answer the unit that was not sent with 0. */
export function daysOf({ days = 0, years = 0 }: DefaultRetention): number {
  return days + 365 * years;
}
