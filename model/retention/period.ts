import { type WallTime } from "../calendar/zone";

/** The stretches of the calendar of which a retention keeps the newest copy. */
export type Period = "hourly" | "daily" | "weekly" | "monthly" | "yearly";

/** Milliseconds. */
export const hour = 3_600_000;
/** 24 hours, in milliseconds: a change of the clocks makes no day of a promise shorter. */
export const day = 24 * hour;

/** At most so many milliseconds pass in one period, by the wall clock. */
export const longest: Readonly<Record<Period, number>> = {
  hourly: hour,
  daily: day,
  weekly: 7 * day,
  monthly: 31 * day,
  yearly: 366 * day,
};

/** 1970-01-01 was a Thursday, three days into its ISO week. */
const daysIntoWeek = 3;

const wallDay = (wall: WallTime) => Math.floor(wall / day);

/**
 * Numbers the periods of each kind: two readings of a wall clock lie in one period exactly if they have one number.
 * Weeks are those of ISO 8601, from Monday on and whole across the end of the year.
 */
export const periodNumber: Readonly<Record<Period, (wall: WallTime) => number>> = {
  hourly: (wall) => Math.floor(wall / hour),
  daily: wallDay,
  weekly: (wall) => Math.floor((wallDay(wall) + daysIntoWeek) / 7),
  monthly: (wall) => {
    const date = new Date(wall);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  },
  yearly: (wall) => new Date(wall).getUTCFullYear(),
};
