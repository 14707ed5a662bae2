import { type WallTime } from "./zone";

/** A day of the calendar, as a rule about days sees it. */
export interface CalendarDay {
  /** Of the month, 1 to 31. */
  readonly day: number;
  /** ISO number, Monday = 1 … Sunday = 7. */
  readonly weekday: number;
  readonly daysInMonth: number;
}

/** What recurs on a wall clock, whatever the zone: on certain days of the calendar, at certain times of the day. */
export interface Recurrence {
  readonly inYear: (year: number) => boolean;
  /** 1 to 12. */
  readonly months: readonly number[];
  readonly onDay: (day: CalendarDay) => boolean;
  /** Each ascending and not empty; it happens at every combination of the three. */
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
}

const second = 1000;
const day = 86_400 * second;

/** The last year of systemd and of Proxmox. */
export const lastYear = 2199;

/** The first wall time strictly after the given one, on a whole second; `undefined` if there is none until the end of 2199. */
export function nextWallTime(recurrence: Recurrence, after: WallTime): WallTime | undefined {
  const from = (Math.floor(after / second) + 1) * second;
  const today = Math.floor(from / day) * day;
  const time = timeFrom(recurrence, from - today);
  const date = dateFrom(recurrence, time < day ? today : today + day);
  if (date === undefined) return undefined;
  return date + (date === today ? time : timeFrom(recurrence, 0));
}

/** The first date on or after the given one, at midnight. */
function dateFrom({ inYear, months, onDay }: Recurrence, from: WallTime): WallTime | undefined {
  const start = new Date(from);
  let firstDay = start.getUTCDate();
  for (let month = start.getUTCMonth(), year = start.getUTCFullYear(); ; month += 1, firstDay = 1) {
    if (month === 12) [month, year] = [0, year + 1];
    if (year > lastYear) return undefined;
    if (!inYear(year) || !months.includes(month + 1)) continue;
    const beforeFirst = Date.UTC(year, month, 0);
    const daysInMonth = (Date.UTC(year, month + 1, 0) - beforeFirst) / day;
    for (let number = firstDay; number <= daysInMonth; number += 1) {
      const date = beforeFirst + number * day;
      if (onDay({ day: number, weekday: weekdayOf(date), daysInMonth })) return date;
    }
  }
}

/** 1970-01-01 was a Thursday. */
function weekdayOf(date: WallTime): number {
  return ((((date / day + 3) % 7) + 7) % 7) + 1;
}

/** The first time of the day at or after the given one, in milliseconds; a day or more if there is none left. */
function timeFrom({ hours, minutes, seconds }: Recurrence, from: number): number {
  const hour = Math.floor(from / (3600 * second));
  const minute = Math.floor(from / (60 * second)) % 60;
  const [firstMinute, firstSecond] = [minutes[0] ?? 0, seconds[0] ?? 0];
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
