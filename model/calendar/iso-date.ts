const day = 86_400_000;

/**
 * The date so many days after another.
 *
 * @param date - YYYY-MM-DD, as is what is returned
 */
export function daysAfter(date: string, days: number): string {
  return isoDate(Date.parse(date) + days * day);
}

/** Days from one date to a later one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / day);
}

/** The same day so many months later; the last of the month where that has no such day. */
export function monthsAfter(date: string, months: number): string {
  const [year = NaN, month = NaN, number = NaN] = date.split("-").map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0));
  return isoDate(lastOfMonth.setUTCDate(Math.min(number, lastOfMonth.getUTCDate())));
}

function isoDate(midnight: number): string {
  return new Date(midnight).toISOString().slice(0, 10);
}
