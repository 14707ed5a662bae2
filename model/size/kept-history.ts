import { type WantedRetention } from "../estate";

/** The restore points of one item in one place, once the history is long enough. */
export interface KeptHistory {
  readonly restorePoints: number;
  /** Days between the making of two of them. */
  readonly intervalDays: number;
  /** Days from the oldest to the newest, at most. */
  readonly spanDays: number;
}

/** Days of the longest period of each kind. */
const longestDays = { daily: 1, weekly: 7, monthly: 31, yearly: 366 } as const;

/**
 * The longest span that restore points can reach back over. Counts of different periods add up, because engines skip
 * a period that an earlier count already covers; the sum is therefore never too short.
 *
 * @param restorePoints - as many as take up space
 * @param intervalDays - 0 for what never pauses, of which the state at the end of each day counts
 */
export function keptHistory(
  wanted: WantedRetention,
  restorePoints: number,
  intervalDays: number,
): KeptHistory {
  const interval = intervalDays || 1;
  const periods = Object.entries(longestDays) as [keyof typeof longestDays, number][];
  const counted = periods.map(([period, days]) => (wanted[period] ?? 0) * Math.max(days, interval));
  const spanDays = Math.max(
    wanted.days,
    restorePoints * interval,
    counted.reduce((sum, days) => sum + days, 0),
  );
  return { restorePoints, intervalDays: interval, spanDays };
}
