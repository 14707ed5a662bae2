import { type WallTime } from "./zone";

/** What recurs on a wall clock, whatever the zone: on certain dates, at certain times of the day. */
export interface Recurrence {
  /** The first date at or after a midnight, as its midnight; `undefined` if there is none until {@link lastYear} ends. */
  readonly dateFrom: (midnight: WallTime) => WallTime | undefined;
  /** Each ascending and not empty; it happens at every combination of the three. */
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
}

/** The last year of systemd and of Proxmox. */
export const lastYear = 2199;

const second = 1000;

/** Milliseconds of a day on the wall clock. */
export const day = 86_400 * second;

/** The first wall time strictly after the given one, on a whole second; `undefined` if there is none. */
export function nextWallTime(recurrence: Recurrence, after: WallTime): WallTime | undefined {
  const from = (Math.floor(after / second) + 1) * second;
  const today = Math.floor(from / day) * day;
  const time = timeFrom(recurrence, from - today);
  const date = recurrence.dateFrom(time < day ? today : today + day);
  if (date === undefined) return undefined;
  return date + (date === today ? time : timeFrom(recurrence, 0));
}

/** ISO number of a date's day of the week, Monday = 1 … Sunday = 7; 1970-01-01 was a Thursday. */
export function weekdayOn(date: WallTime): number {
  return ((((date / day + 3) % 7) + 7) % 7) + 1;
}

/** The first time of the day at or after the given one, in milliseconds; a whole day if there is none left. */
function timeFrom({ hours, minutes, seconds }: Recurrence, from: number): number {
  const hour = Math.floor(from / (3600 * second));
  const minute = Math.floor(from / (60 * second)) % 60;
  const [firstMinute = 0] = minutes;
  const [firstSecond = 0] = seconds;
  if (hours.includes(hour)) {
    const sameMinute = seconds.find((value) => value >= Math.floor(from / second) % 60);
    if (minutes.includes(minute) && sameMinute !== undefined) return at(hour, minute, sameMinute);
    const laterMinute = minutes.find((value) => value > minute);
    if (laterMinute !== undefined) return at(hour, laterMinute, firstSecond);
  }
  const laterHour = hours.find((value) => value > hour);
  return laterHour === undefined ? day : at(laterHour, firstMinute, firstSecond);
}

function at(hour: number, minute: number, seconds: number): number {
  return ((hour * 60 + minute) * 60 + seconds) * second;
}
