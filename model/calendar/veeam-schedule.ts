import { type CalendarEvent, eventFields, eventValues } from "./calendar-event";
import { losesRuns } from "./event-term";
import { isEvery } from "./field";
import { type Month, months } from "./month";
import { faultOf, Refusal, type ScheduleFault } from "./schedule-fault";
import { formatTimeOfDay } from "./time-of-day";
import { type Weekday, weekdaysOf } from "./weekday";

/**
 * When a Veeam job starts, on the clock of the Veeam server.
 *
 * Source: Veeam PowerShell reference, `New-VBRDailyOptions` and `New-VBRMonthlyOptions`.
 */
export type VeeamSchedule = VeeamDailySchedule | VeeamMonthlySchedule;

/** On certain days of the week; Veeam knows no weekly schedule besides. */
export interface VeeamDailySchedule {
  /** At least one. */
  readonly days: readonly Weekday[];
  /** HH:MM, 24 hours. */
  readonly time: string;
}

/** On one day of certain months. */
export interface VeeamMonthlySchedule {
  readonly day: VeeamMonthDay;
  /** At least one. */
  readonly months: readonly Month[];
  /** HH:MM, 24 hours. */
  readonly time: string;
}

/** The second Tuesday, the last Sunday; or the 15th, the last of the month. */
export type VeeamMonthDay =
  | { readonly week: VeeamWeek; readonly weekday: Weekday }
  | { readonly dayOfMonth: number | "last" };

/** Veeam's `DayNumberInMonth`. */
export const veeamWeeks = ["first", "second", "third", "fourth", "last"] as const;

export type VeeamWeek = (typeof veeamWeeks)[number];

/** The Veeam schedule that runs when the event does on a server in the same zone, or why there is none. */
export function veeamScheduleOf(event: CalendarEvent): VeeamSchedule | ScheduleFault {
  return faultOf(() => {
    requireLocalTimeOfEveryYear(event);
    const values = eventValues(event);
    const [hour = 0, ...moreHours] = values.hours;
    const [minute = 0, ...moreMinutes] = values.minutes;
    if (moreHours.length + moreMinutes.length > 0 || !onTheMinute(event)) {
      throw inexpressible(event, "Veeam starts a job once a day, at HH:MM");
    }
    const time = formatTimeOfDay({ hour, minute });
    if (isEvery(eventFields.days, values.days) && isEvery(eventFields.months, values.months)) {
      return { days: weekdaysOf(event.weekdays), time };
    }
    const inMonths = months.filter((_, index) => values.months.includes(index + 1));
    return { day: monthDayOf(event), months: inMonths, time };
  });
}

function requireLocalTimeOfEveryYear(event: CalendarEvent): void {
  if (event.utc) throw inexpressible(event, "Veeam keeps to the time zone of its server");
  if (event.terms.years.length > 0) throw inexpressible(event, "Veeam knows no years");
  const lossy = (["months", "hours", "minutes"] as const).find((part) =>
    losesRuns(event.terms[part], eventFields[part]),
  );
  if (lossy !== undefined)
    throw inexpressible(event, `a step does not divide its ${eventFields[lossy].name}s`);
}

function inexpressible({ text }: CalendarEvent, reason: string): Refusal {
  return new Refusal(`"${text}" cannot be said to Veeam: ${reason}`);
}

function onTheMinute(event: CalendarEvent): boolean {
  return eventValues(event).seconds.every((second) => second === 0);
}

/** The one day of a month that the event names. */
function monthDayOf(event: CalendarEvent): VeeamMonthDay {
  const { days } = eventValues(event);
  const [first = 0, ...more] = days;
  const [weekday, ...moreWeekdays] = weekdaysOf(event.weekdays);
  if (more.length === 0 && isEvery(eventFields.weekdays, event.weekdays))
    return { dayOfMonth: first };
  const week = veeamWeeks[(first - 1) / 7];
  const wholeWeek = days.length === 7 && days[6] === first + 6;
  if (weekday !== undefined && moreWeekdays.length === 0 && wholeWeek && week !== undefined) {
    return { week, weekday };
  }
  throw inexpressible(
    event,
    "Veeam knows one day of the month, or one day of the week in its first, second, third or fourth week",
  );
}
