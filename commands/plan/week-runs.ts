import { parseCalendarEvent } from "../../model/calendar/calendar-event";
import { calendarEventSchedule } from "../../model/calendar/calendar-event-schedule";
import { occurrences } from "../../model/calendar/schedule";
import { isScheduleFault } from "../../model/calendar/schedule-fault";
import { type Zone } from "../../model/calendar/zone";
import { type PlannedJob } from "../../model/plan/plan";

const minute = 60_000;

/** Minutes. */
export const day = 24 * 60;
export const week = 7 * day;

/** Monday first. */
export const dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Weeks that are laid over one another, from a Monday on, so that what runs once a month shows as well. */
const weeks = 8;
const monday = Date.UTC(2026, 0, 5);

/** A stretch of the week in which a job runs. */
export interface WeekRun {
  /** Minutes since Monday 00:00; the end may lie in the next week. */
  readonly from: number;
  readonly to: number;
  /** Whether it runs then in each week, and not in some of them alone. */
  readonly everyWeek: boolean;
}

/** When a job runs in a week of the site's time; of what never ends, never. */
export function runsOfWeek(
  { schedule, durationMinutes }: Pick<PlannedJob, "schedule" | "durationMinutes">,
  zone: Zone,
): WeekRun[] {
  const event = parseCalendarEvent(schedule);
  if (isScheduleFault(event)) return [];
  const runs = new Map<number, number>();
  // Clocks of the world differ from UTC by less than a day.
  const from = monday - day * minute;
  const until = from + (weeks * week + 2 * day) * minute;
  for (const run of occurrences(calendarEventSchedule(event, zone), from, until)) {
    const wall = Math.floor((zone.wallTime(run) - monday) / minute);
    if (wall < 0 || wall >= weeks * week) continue;
    runs.set(wall % week, (runs.get(wall % week) ?? 0) + 1);
  }
  return [...runs].map(([start, times]) => ({
    from: start,
    to: start + Math.max(1, durationMinutes),
    everyWeek: times >= weeks,
  }));
}
