/** A time of the day, 24 hours, to the minute. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

/**
 * Reads `HH:MM`.
 *
 * @throws RangeError if it is anything else: the configuration checks it before
 */
export function parseTimeOfDay(text: string): TimeOfDay {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hour === undefined) throw new RangeError(`"${text}" is not a time from 00:00 to 23:59`);
  return { hour: Number(hour), minute: Number(minute) };
}

/** As `HH:MM`. */
export function formatTimeOfDay({ hour, minute }: TimeOfDay): string {
  return [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");
}
