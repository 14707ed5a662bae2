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
 * Restore points that are there at least where an engine keeps what is wanted: as many as are counted, or as the days
 * hold, and the one that goes next.
 *
 * @param intervalDays - 0 for what never pauses, of which the state at the end of each day counts
 */
export function wantedPoints(wanted: WantedRetention, intervalDays: number): number {
  const { last = 0, daily = 0, weekly = 0, monthly = 0, yearly = 0, days } = wanted;
  const counted = last + daily + weekly + monthly + yearly;
  return Math.max(counted, Math.ceil(days / (intervalDays || 1))) + 1;
}

/**
 * The history so many days after its first backup, had there been nothing before: no restore point is taken to be gone
 * yet that the whole history holds, so it is never larger in truth.
 */
export function grownHistory(whole: KeptHistory, days: number): KeptHistory {
  const { restorePoints, intervalDays, spanDays } = whole;
  return {
    restorePoints: Math.min(restorePoints, 1 + Math.floor(days / intervalDays)),
    intervalDays,
    spanDays: Math.min(spanDays, days),
  };
}

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
