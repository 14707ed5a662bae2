import { day, lastYear, weekdayOn } from "./recurrence";
import { type WallTime } from "./zone";

/** A day as a rule about days sees it. */
export interface CalendarDay {
  /** 1 to 12. */
  readonly month: number;
  /** Of the month, 1 to 31. */
  readonly number: number;
  /** ISO number, Monday = 1 … Sunday = 7. */
  readonly weekday: number;
  readonly daysInMonth: number;
}

const end = Date.UTC(lastYear + 1, 0);

/** The first date at or after a midnight that fits, as its midnight; `undefined` if none does until 2199 ends. */
export function firstDate(
  fits: (day: CalendarDay) => boolean,
  midnight: WallTime,
): WallTime | undefined {
  for (let date = midnight; date < end; date += day) if (fits(calendarDay(date))) return date;
  return undefined;
}

function calendarDay(date: WallTime): CalendarDay {
  const reading = new Date(date);
  const month = reading.getUTCMonth() + 1;
  return {
    month,
    number: reading.getUTCDate(),
    weekday: weekdayOn(date),
    daysInMonth: new Date(Date.UTC(reading.getUTCFullYear(), month, 0)).getUTCDate(),
  };
}
