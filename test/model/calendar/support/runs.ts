import { type CalendarEvent, parseCalendarEvent } from "../../../../model/calendar/calendar-event";
import { type Schedule } from "../../../../model/calendar/schedule";
import { isScheduleFault, type ScheduleFault } from "../../../../model/calendar/schedule-fault";

/** The calendar event, which must be right. */
export function event(text: string): CalendarEvent {
  return right(parseCalendarEvent(text));
}

/** What was read, which must be no fault. */
export function right<T extends object>(parsed: T | ScheduleFault): T {
  if (isScheduleFault(parsed)) throw new Error(parsed.reason);
  return parsed;
}

/** Up to so many runs after an instant, as `2026-11-22T02:00:00Z`. */
export function runs(schedule: Schedule, after: string, count: number): string[] {
  const found: string[] = [];
  let at = schedule.next(Date.parse(after));
  while (at !== undefined && found.length < count) {
    found.push(iso(at));
    at = schedule.next(at);
  }
  return found;
}

/** An instant as `2026-11-22T02:00:00Z`. */
export function iso(instant: number): string {
  return new Date(instant).toISOString().replace(".000Z", "Z");
}
