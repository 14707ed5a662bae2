import { parseCalendarEvent } from "../calendar/calendar-event";
import { calendarEventSchedule } from "../calendar/calendar-event-schedule";
import { occurrences } from "../calendar/schedule";
import { isScheduleFault } from "../calendar/schedule-fault";
import { Zone } from "../calendar/zone";

/** The proof begins here whatever day it is, so that a plan does not change from one day to the next. */
const firstYear = 2026;

/** How a copy that never pauses counts: the state at the end of each day can be had back. */
const continuousAs = "daily";

/**
 * Instants at which a schedule of the plan runs in so many years.
 *
 * @throws Error if it is not one: the placement makes only schedules that can be read
 */
export function runsOf(schedule: string, timezone: string, years: number): number[] {
  const event = parseCalendarEvent(schedule === "continuous" ? continuousAs : schedule);
  if (isScheduleFault(event)) {
    throw new Error(`the plan made the schedule "${schedule}": ${event.reason}`);
  }
  const [begin, end] = [Date.UTC(firstYear, 0, 1), Date.UTC(firstYear + years, 0, 1)];
  return [...occurrences(calendarEventSchedule(event, Zone.of(timezone)), begin, end)];
}
