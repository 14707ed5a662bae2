import { parseCalendarEvent } from "../calendar/calendar-event";
import { calendarEventSchedule } from "../calendar/calendar-event-schedule";
import { occurrences, type Schedule } from "../calendar/schedule";
import { isScheduleFault } from "../calendar/schedule-fault";
import { Zone } from "../calendar/zone";
import { memoized } from "../memoized";

/** The proof begins here whatever day it is, so that a plan does not change from one day to the next. */
const firstYear = 2026;
const begin = Date.UTC(firstYear, 0, 1);

/** How a copy that never pauses counts: the state at the end of each day can be had back. */
const continuousAs = "daily";

/** Instants at which a schedule of the plan runs in so many years, ascending. */
export type Runs = (schedule: string, years: number) => readonly number[];

/**
 * The runs of a site's schedules. Those of a schedule are worked out once, as far as they were ever asked for.
 *
 * @throws Error if a schedule is not one: the placement makes only schedules that can be read
 */
export function runsIn(timezone: string): Runs {
  const zone = Zone.of(timezone);
  const known = memoized((schedule) => growing(occurrences(scheduleOf(schedule, zone), begin)));
  return (schedule, years) => known(schedule)(Date.UTC(firstYear + years, 0, 1));
}

function scheduleOf(text: string, zone: Zone): Schedule {
  const event = parseCalendarEvent(text === "continuous" ? continuousAs : text);
  if (isScheduleFault(event)) {
    throw new Error(`the plan made the schedule "${text}": ${event.reason}`);
  }
  return calendarEventSchedule(event, zone);
}

/** Those before an instant; a run follows from the one before it, so that a longer list is never begun anew. */
function growing(runs: Iterator<number>): (end: number) => readonly number[] {
  const found: number[] = [];
  return (end) => {
    while ((found.at(-1) ?? begin) < end) {
      const next = runs.next();
      if (next.done) break;
      found.push(next.value);
    }
    const later = found.findIndex((run) => run >= end);
    return later < 0 ? found.slice() : found.slice(0, later);
  };
}
