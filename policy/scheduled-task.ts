import { months } from "../model/calendar/month";
import { type RemoteObject } from "./remote-object";
import { type Pace } from "./systemd-timer";

/** Days from a day of a month to the same of the next, at most; to the first Monday of the next they may be 35. */
const longestMonth = 31;
const fiveWeeks = 35;

/** The last day that every month has. */
const lastOfAll = 28;

/**
 * How often a scheduled task of Windows starts that an object brings to its host. The document says whether it is
 * enabled, its XML when it is due; a switch in the XML is as good as one in the document.
 *
 * Source: Microsoft, "Task Scheduler Schema".
 *
 * @param name - as the document calls it: `round`
 */
export function paceOfTask({ document, settings }: RemoteObject, name: string): Pace {
  const { enabled } = partOf<{ readonly enabled?: unknown }>(document["tasks"], name);
  const { xml } = partOf<{ readonly xml?: unknown }>(settings["tasks"], name);
  const text = typeof xml === "string" ? xml.replace(/<!--[^]*?-->/g, "") : "";
  if (enabled !== true || isOff(inside(text, "Settings")[0] ?? ""))
    return `its task ${name} is not enabled`;
  const triggers = inside(text, "CalendarTrigger").filter((one) => !isOff(one) && !ends(one));
  const days = triggers.map(daysBetween).filter((one) => one >= 1);
  return days.length > 0
    ? Math.min(...days)
    : `its task ${name} has no calendar trigger that comes again`;
}

function partOf<Part extends object>(tables: unknown, name: string): Partial<Part> {
  return ((tables ?? {}) as Readonly<Record<string, Part>>)[name] ?? {};
}

/** What stands between the tags of each element of that name; none is within another of its name. */
function inside(xml: string, name: string): readonly string[] {
  const found = xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*?)?(?:/>|>([^]*?)</${name}>)`, "g"));
  return [...found].map(([, content = ""]) => content);
}

const isOff = (xml: string) => inside(xml, "Enabled").some((text) => text.trim() !== "true");
const ends = (xml: string) => /<EndBoundary[\s>]/.test(xml);

/** Days between two starts at most; `NaN` where that cannot be told. */
function daysBetween(trigger: string): number {
  const [byDay, byWeek, byDate, byWeekday] = [
    ...["ScheduleByDay", "ScheduleByWeek", "ScheduleByMonth", "ScheduleByMonthDayOfWeek"],
  ].map((schedule) => inside(trigger, schedule)[0]);
  if (byDay !== undefined) return intervalIn(byDay, "DaysInterval");
  if (byWeek !== undefined && hasAny(byWeek, "DaysOfWeek"))
    return 7 * intervalIn(byWeek, "WeeksInterval");
  if (byDate !== undefined && hasAny(byDate, "DaysOfMonth"))
    return datesApart(byDate, monthsApart(byDate));
  if (byWeekday !== undefined && hasAny(byWeekday, "DaysOfWeek"))
    return (monthsApart(byWeekday) - 1) * longestMonth + fiveWeeks;
  return NaN;
}

/** Left out, it is one; what is no number of days is none. */
function intervalIn(xml: string, name: string): number {
  const interval = Number(inside(xml, name)[0] ?? 1);
  return interval >= 1 ? interval : NaN;
}

const hasAny = (xml: string, name: string) => /<\w/.test(inside(xml, name)[0] ?? "");

/** A day that some months lack is left out there. */
function datesApart(schedule: string, apart: number): number {
  const days = inside(schedule, "Day").map((day) => (day === "Last" ? 1 : Number(day)));
  return (days.some((day) => day <= lastOfAll) ? apart : apart + 1) * longestMonth;
}

/** Months from one in which it comes to the next, at most. None named are all. */
function monthsApart(schedule: string): number {
  const named = inside(schedule, "Months")[0]?.toLowerCase() ?? "";
  const at = months.flatMap((month, index) => (named.includes(`<${month}`) ? [index] : []));
  const gaps = at.map((month, index) => (at[index + 1] ?? at[0]! + months.length) - month);
  return gaps.length === 0 ? 1 : Math.max(...gaps);
}
