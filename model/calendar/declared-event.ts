import { type CalendarEvent, lastYear, parseCalendarEvent } from "./calendar-event";
import { calendarEventSchedule, hasDates } from "./calendar-event-schedule";
import { isScheduleFault, type ScheduleFault } from "./schedule-fault";
import { type Zone } from "./zone";

/**
 * A calendar event as somebody declared it: what Proxmox takes, but for times that say no hour. `24:00` and `22` are
 * minutes of every hour to Proxmox, which nobody means.
 */
export function parseDeclaredEvent(text: string): CalendarEvent | ScheduleFault {
  const event = parseCalendarEvent(text);
  return isScheduleFault(event) || !event.everyHourUnsaid ? event : { reason: noHour(text) };
}

function noHour(text: string): string {
  const words = text.split(/[ \t]+/).filter((word) => word !== "" && word !== "UTC");
  const time = words.at(-1) ?? text;
  const [minute] = time.split(":");
  return (
    `"${time}" says no hour, so that Proxmox takes "${minute}" for a minute of every hour: ` +
    `write HH:MM with an hour up to 23, or "*:${minute}" if every hour is meant`
  );
}

/** From here on only what never ends still runs: no year of an event is later. */
const afterAllYears = Date.UTC(lastYear + 1, 0);

/** Why the event does not come again and again on a server in that zone; `undefined` if it does. */
export function endReason(event: CalendarEvent, zone: Zone): string | undefined {
  if (comesFor(event, zone)) return undefined;
  if (!hasDates(event.terms)) return "none of its dates exists";
  const everyYear = { ...event, terms: { ...event.terms, years: [] } };
  if (comesFor(everyYear, zone)) return "its years come to an end";
  return comesFor({ ...event, utc: true }, zone)
    ? `the clocks of ${zone.name} skip that time on every day that it names`
    : "Proxmox finds no run of it";
}

function comesFor(event: CalendarEvent, zone: Zone): boolean {
  return calendarEventSchedule(event, zone).next(afterAllYears) !== undefined;
}
