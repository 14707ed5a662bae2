import { type WantedRetention } from "../estate";
import { day, longest } from "./period";

/** Years that are simulated at least: enough for weeks and months to meet in most ways. */
const leastYears = 10;

/** Longer than anybody keeps a copy; what is wanted for longer is not proved. */
const mostYears = 50;

/**
 * Years more where copies of years are kept: weeks meet the ends of years in ways that take long to come round. Played
 * over a century, any counts showed an oldest copy as young as 16 years did, and at times a week younger than 12 did.
 */
const yearsOfYears = 12;

/** Milliseconds: a year to look at, and one more of each period that may be covered already. */
const margin = 2 * longest.yearly + 6 * longest.monthly;

/**
 * Years of backups and prunes that are enough to prove what is wanted; at most 50.
 *
 * @param longestGapDays - days that pass at most between two backups, as many as a month has, or two where what is copied has waited as long
 * @param heldDays - days during which copies stay for other reasons: they are locked, or billed. Default: none
 */
export function yearsToSimulate(
  wanted: WantedRetention,
  longestGapDays: number,
  heldDays = 0,
): number {
  const gap = longestGapDays * day;
  const spans = [
    Math.max(wanted.days, heldDays) * day,
    (wanted.last ?? 0) * gap,
    (wanted.daily ?? 0) * Math.max(gap, longest.daily),
    (wanted.weekly ?? 0) * Math.max(gap, longest.weekly),
    (wanted.monthly ?? 0) * Math.max(gap, longest.monthly),
    wanted.yearly ? (wanted.yearly + yearsOfYears) * longest.yearly : 0,
  ];
  const needed = spans.reduce((sum, span) => sum + span, margin);
  const years = Math.ceil(needed / longest.yearly);
  return Math.min(mostYears, Math.max(leastYears, years));
}
