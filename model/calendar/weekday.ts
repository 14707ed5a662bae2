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
