import { type Weekday, weekdays } from "../calendar/weekday";
import { type Pattern, type ScheduledFrequency } from "./pattern";
import { slotsPerDay, timeOfDay } from "./week";

/** Days of the week and a time of the site. */
export interface WeeklyStart {
  readonly days: readonly Weekday[];
  /** HH:MM. */
  readonly time: string;
}

/** A pattern in the words that engines are told. */
export interface PatternSchedule {
  /** Calendar event in the syntax of Proxmox, in the time of the site. */
  readonly schedule: string;
  /** The same as days and one time; left out where there are more times, or not every week. */
  readonly start?: WeeklyStart;
}

/** The first such day of a month is never later than the seventh. */
const firstOfMonth = " *-1..7";

/** What an engine is told so that a job runs in that pattern; a monthly one on the first such day of a month. */
export function scheduleOf(frequency: ScheduledFrequency, pattern: Pattern): PatternSchedule {
  const date = frequency === "monthly" ? firstOfMonth : "";
  const schedule = `${daysOf(pattern.days)}${date} ${timesOf(pattern.times)}`.trim();
  const [time = 0, ...more] = pattern.times;
  if (frequency === "monthly" || more.length > 0) return { schedule };
  const days = weekdays.filter((_, day) => pattern.days.includes(day));
  return { schedule, start: { days, time: timeOfDay(time) } };
}

function daysOf(days: readonly number[]): string {
  const names = days.map((day) => (weekdays[day] as string).slice(0, 3));
  const [first = 0, last = 0] = [days[0], days.at(-1)];
  if (days.length === 7) return "";
  const inARow = days.length > 2 && last - first === days.length - 1;
  return inARow ? `${names[0]}..${names.at(-1)}` : names.join(",");
}

/** All times of a pattern share their minute. */
function timesOf(times: readonly number[]): string {
  const [first = "00:00", ...more] = times.map(timeOfDay);
  if (more.length === 0) return first;
  const slotsPerHour = slotsPerDay / 24;
  const hours = times.map((time) => Math.floor(time / slotsPerHour));
  return `${hours.length === 24 ? "*" : hours.join(",")}:${first.slice(3)}`;
}
