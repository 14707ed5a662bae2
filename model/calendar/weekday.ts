import { type WallTime } from "./zone";

/** The days of the week in ISO order: Monday is number 1, Sunday number 7. */
export const weekdays = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

export type Weekday = (typeof weekdays)[number];

/** ISO number of the day, Monday = 1 … Sunday = 7. */
export function weekdayNumber(day: Weekday): number {
  return weekdays.indexOf(day) + 1;
}

/** The days of those ISO numbers, Monday first. */
export function weekdaysOf(numbers: readonly number[]): Weekday[] {
  return weekdays.filter((_, index) => numbers.includes(index + 1));
}

const millisecondsPerDay = 86_400_000;

/** ISO number of a date's day of the week, Monday = 1 … Sunday = 7; 1970-01-01 was a Thursday. */
export function weekdayOn(date: WallTime): number {
  return ((((date / millisecondsPerDay + 3) % 7) + 7) % 7) + 1;
}
