import { type CalendarEvent, lastYear, parseCalendarEvent } from "./calendar-event";
import { calendarEventSchedule, hasDates } from "./calendar-event-schedule";
import { isScheduleFault, type ScheduleFault } from "./schedule-fault";
import { type Zone } from "./zone";

/**
 * A calendar event as somebody declared it: what Proxmox takes, but for what nobody means by it. `24:00` and `22` are
 * minutes of every hour to Proxmox; of `02:00,14:00` it makes 02:00 and 02:14, and of `22:00..23:00` each of 24 minutes.
 */
export function parseDeclaredEvent(text: string): CalendarEvent | ScheduleFault {
  const event = parseCalendarEvent(text);
  if (isScheduleFault(event)) return event;
  if (event.everyHourUnsaid) return { reason: noHour(text) };
  return areTimesRunTogether(event) ? { reason: runTogether(text) } : event;
}

/** Several minutes of named hours with seconds behind them, as nobody writes them who does not mean times. */
function areTimesRunTogether({ text, terms: { hours, minutes } }: CalendarEvent): boolean {
  const areSeveral = minutes.length > 1 || minutes.some(({ to }) => to !== undefined);
  return hours.length > 0 && areSeveral && /:.*:/.test(text);
}

function runTogether(text: string): string {
  const time = timeOf(text);
  const [, ...later] = time.split(":");
  const hours = time.replaceAll(/:\d+(?=,|\.\.)/g, "");
  return (
    `"${time}" is minute ${later[0]} and second ${later.slice(1).join(":")} to Proxmox, not several times: ` +
    `write the hours before one colon, "${hours}", and what has other minutes as another entry`
  );
}

function timeOf(text: string): string {
  const words = text.split(/[ \t]+/).filter((word) => word !== "" && word !== "UTC");
  return (words.at(-1) ?? text).replace(/UTC$/, "");
}

function noHour(text: string): string {
  const time = timeOf(text);
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
