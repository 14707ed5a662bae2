import { type CalendarDay, firstDate } from "./calendar-day";
import { type Month, months } from "./month";
import { type Schedule } from "./schedule";
import { parseTimeOfDay } from "./time-of-day";
import { type Weekday, weekdayNumber } from "./weekday";
import { type Zone } from "./zone";
import { zonedSchedule } from "./zoned-schedule";

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

/**
 * The schedule's runs on a Veeam server in that zone. Veeam does not say what it does when clocks are moved, nor on
 * the 31st of a shorter month: the worse is taken, that a time or day that does not exist has no run.
 *
 * @throws RangeError if the time is not HH:MM
 */
export function veeamSchedule(schedule: VeeamSchedule, zone: Zone): Schedule {
  const { hour, minute } = parseTimeOfDay(schedule.time);
  const fits = "days" in schedule ? onWeekdays(schedule) : onMonthDay(schedule);
  return zonedSchedule(
    {
      dateFrom: (midnight) => firstDate(fits, midnight),
      hours: [hour],
      minutes: [minute],
      seconds: [0],
    },
    zone,
    "first",
  );
}

function onWeekdays({ days }: VeeamDailySchedule) {
  const numbers = days.map(weekdayNumber);
  return ({ weekday }: CalendarDay) => numbers.includes(weekday);
}

function onMonthDay(schedule: VeeamMonthlySchedule) {
  const fits = "week" in schedule.day ? nthWeekday(schedule.day) : nthDay(schedule.day);
  const numbers = schedule.months.map((month) => months.indexOf(month) + 1);
  return (day: CalendarDay) => numbers.includes(day.month) && fits(day);
}

function nthWeekday({ week, weekday }: Extract<VeeamMonthDay, { week: VeeamWeek }>) {
  const day = weekdayNumber(weekday);
  const inWeek = ({ number, daysInMonth }: CalendarDay) =>
    week === "last"
      ? number > daysInMonth - 7
      : Math.ceil(number / 7) === veeamWeeks.indexOf(week) + 1;
  return (candidate: CalendarDay) => candidate.weekday === day && inWeek(candidate);
}

function nthDay({ dayOfMonth }: Extract<VeeamMonthDay, { dayOfMonth: unknown }>) {
  return ({ number, daysInMonth }: CalendarDay) =>
    number === (dayOfMonth === "last" ? daysInMonth : dayOfMonth);
}
