import { type CalendarEvent, eventFields, eventValues, parseCalendarEvent } from "./calendar-event";
import { type Cron, cronFields, parseCron } from "./cron";
import { losesRuns } from "./event-term";
import { ascending, type Field, isEvery } from "./field";
import { type Month, months } from "./month";
import { faultOf, Refusal, type ScheduleFault } from "./schedule-fault";
import { formatTimeOfDay } from "./time-of-day";
import { type VeeamMonthDay, type VeeamSchedule, veeamWeeks } from "./veeam-schedule";
import { type Weekday, weekdayNumber, weekdays, weekdaysOf } from "./weekday";

/** The Veeam schedule that runs when the event does on a server in the same zone, or why there is none. */
export function veeamScheduleOf(event: CalendarEvent): VeeamSchedule | ScheduleFault {
  return faultOf(() => {
    requireLocalTimeOfEveryYear(event, "Veeam");
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

/** The calendar event that runs when the Veeam schedule does on a server in the same zone, or why there is none. */
export function calendarEventOf(schedule: VeeamSchedule): CalendarEvent | ScheduleFault {
  if ("days" in schedule)
    return parseCalendarEvent(`${weekdayList(schedule.days)}${schedule.time}`);
  const date = dateOf(schedule.day);
  return date === undefined
    ? { reason: "a calendar event cannot count days from the end of the month" }
    : parseCalendarEvent(
        `${date.weekday}${monthList(schedule.months)}-${date.days} ${schedule.time}`,
      );
}

/**
 * The cron expression that runs when the event does, in the same zone, or why there is none. In the hour that the
 * clocks repeat when they go back, a CronJob runs twice where Proxmox runs once.
 */
export function cronOf(event: CalendarEvent): Cron | ScheduleFault {
  return faultOf(() => {
    requireLocalTimeOfEveryYear(event, "cron");
    if (!onTheMinute(event)) throw inexpressible(event, "cron runs on the minute");
    const values = eventValues(event);
    const everyDay = isEvery(eventFields.days, values.days);
    if (!everyDay && !isEvery(eventFields.weekdays, event.weekdays)) {
      throw inexpressible(event, "cron takes a day of the month and one of the week as either");
    }
    const fromSunday = ascending(event.weekdays.map((number) => number % 7));
    const fields = [
      cronList(values.minutes, cronFields.minutes),
      cronList(values.hours, cronFields.hours),
      cronList(values.days, cronFields.days),
      cronList(values.months, cronFields.months),
      cronList(fromSunday, cronFields.weekdays),
    ];
    return parseCron(fields.join(" "));
  });
}

function requireLocalTimeOfEveryYear(event: CalendarEvent, target: string): void {
  if (event.utc) throw inexpressible(event, `${target} keeps to the time zone of its server`);
  if (event.terms.years.length > 0) throw inexpressible(event, `${target} knows no years`);
  const lossy = (["months", "hours", "minutes"] as const).find((part) =>
    losesRuns(event.terms[part], eventFields[part]),
  );
  if (lossy !== undefined)
    throw inexpressible(event, `a step does not divide its ${eventFields[lossy].name}s`);
}

function inexpressible({ text }: CalendarEvent, reason: string): Refusal {
  return new Refusal(`"${text}" cannot be said there: ${reason}`);
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

function dateOf(day: VeeamMonthDay): { weekday: string; days: string } | undefined {
  if ("dayOfMonth" in day) {
    return day.dayOfMonth === "last" ? undefined : { weekday: "", days: String(day.dayOfMonth) };
  }
  const first = veeamWeeks.indexOf(day.week) * 7 + 1;
  return day.week === "last"
    ? undefined
    : { weekday: weekdayList([day.weekday]), days: `${first}..${first + 6}` };
}

/** With a space behind; empty for every day. */
function weekdayList(days: readonly Weekday[]): string {
  const numbers = ascending(days.map(weekdayNumber));
  if (numbers.length === weekdays.length) return "";
  return `${list(numbers, "..", (number) => (weekdays[number - 1] ?? "").slice(0, 3))} `;
}

function monthList(chosen: readonly Month[]): string {
  const numbers = ascending(chosen.map((month) => months.indexOf(month) + 1));
  return isEvery(eventFields.months, numbers) ? "*" : list(numbers, "..", String);
}

function cronList(numbers: readonly number[], field: Field): string {
  return isEvery(field, numbers) ? "*" : list(numbers, "-", String);
}

/** Ascending numbers as a list in which three or more in a row are a range. */
function list(numbers: readonly number[], to: string, name: (number: number) => string): string {
  const rows: number[][] = [];
  for (const number of numbers) {
    const row = rows.at(-1);
    if (row?.at(-1) === number - 1) row.push(number);
    else rows.push([number]);
  }
  return rows
    .flatMap((row) => {
      const [first = 0, last = first] = [row[0], row.at(-1)];
      return row.length < 3 ? row.map(name) : [name(first) + to + name(last)];
    })
    .join(",");
}
