/** Milliseconds. */
export const hour = 3_600_000;
export const day = 24 * hour;

/** Instants at a fixed distance, over so many years. */
export function every(distance: number, years: number, from: number): number[] {
  const count = Math.floor((years * 365.25 * day) / distance);
  return Array.from({ length: count }, (_, at) => from + at * distance);
}

/** Milliseconds since 1970 of a time in UTC, such as `2026-11-22 02:00`. */
export function utc(text: string): number {
  return Date.parse(`${text.replace(" ", "T")}Z`);
}
