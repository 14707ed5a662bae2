import { parseCalendarEvent } from "../calendar/calendar-event";
import { calendarEventSchedule } from "../calendar/calendar-event-schedule";
import { occurrences } from "../calendar/schedule";
import { isScheduleFault } from "../calendar/schedule-fault";
import { Zone } from "../calendar/zone";

/** Years of runs that guarantees are proved over. */
export const provedYears = 12;

/** The proof begins here whatever day it is, so that a plan does not change from one day to the next. */
const begin = Date.UTC(2026, 0, 1);
const end = Date.UTC(2026 + provedYears, 0, 1);

/** How a copy that never pauses counts: the state at the end of each day can be had back. */
const continuousAs = "daily";

/**
 * Instants at which a schedule of the plan runs.
 *
 * @throws Error if it is not one: the placement makes only schedules that can be read
 */
export function runsOf(schedule: string, timezone: string): number[] {
  const event = parseCalendarEvent(schedule === "continuous" ? continuousAs : schedule);
  if (isScheduleFault(event)) {
    throw new Error(`the plan made the schedule "${schedule}": ${event.reason}`);
  }
  return [...occurrences(calendarEventSchedule(event, Zone.of(timezone)), begin, end)];
}
