import { parseCalendarEvent } from "./calendar-event";
import { calendarEventSchedule } from "./calendar-event-schedule";
import { type Schedule } from "./schedule";
import { isScheduleFault } from "./schedule-fault";
import { Zone } from "./zone";

const hour = 3_600_000;
const day = 24 * hour;

/** Fixed, so that the same schedule has the same gap on every day that somebody asks. */
const start = Date.UTC(2026, 0, 1);

/** Every rule for clocks shows in one year; months and weekdays meet in all ways in a few. */
const shortSpan = 400 * day;
const longSpan = 6 * 366 * day;

/** Runs in `shortSpan` from which on it shows every gap; what runs more rarely needs the long one. */
const manyRuns = 40;

/**
 * The longest time between two runs of a calendar event in hours, with the hour more or less when clocks are moved,
 * and with a run that such a night swallows.
 *
 * @returns `undefined` for a text that is no calendar event, and for one that does not run twice within six years
 */
export function longestGapHours(text: string, timezone: string): number | undefined {
  const event = parseCalendarEvent(text);
  if (isScheduleFault(event)) return undefined;
  const schedule = calendarEventSchedule(event, Zone.of(timezone));
  const gap = longestGap(schedule);
  return gap === undefined ? undefined : gap / hour;
}

function longestGap(schedule: Schedule): number | undefined {
  let longest: number | undefined;
  let runs = 0;
  let last = schedule.next(start - 1);
  const span = () => (runs < manyRuns ? longSpan : shortSpan);
  while (last !== undefined && last < start + span()) {
    const next = schedule.next(last);
    if (next === undefined) break;
    longest = Math.max(longest ?? 0, next - last);
    last = next;
    runs += 1;
  }
  return longest;
}
