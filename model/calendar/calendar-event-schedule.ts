import { type CalendarEvent, eventFields } from "./calendar-event";
import { everyValue, isEvery } from "./field";
import { day, lastYear, type Recurrence, weekdayOn } from "./recurrence";
import { type Schedule } from "./schedule";
import { type WallTime, Zone } from "./zone";
import { zonedSchedule } from "./zoned-schedule";

/**
 * The event's runs on a Proxmox server in that zone. A time that the clocks skip has no run, one that they repeat runs
 * the first time only. Proxmox looks once a minute whether a run is due, so a job begins up to a minute later.
 *
 * Source: `compute_next_event` in proxmox-time's `calendar_event.rs`, and what glibc's `mktime` makes of such times
 * there. systemd gives the same runs but for {@link walkedDateFrom one fault} of Proxmox.
 */
export function calendarEventSchedule(event: CalendarEvent, zone: Zone): Schedule {
  const dateFrom = namesDates(event) ? walkedDateFrom(event) : weekdayFrom(event);
  return zonedSchedule({ ...event, dateFrom }, event.utc ? Zone.of("UTC") : zone, "first");
}

/** The event's first run strictly after that instant; `undefined` if it never runs again. */
export function nextRun(event: CalendarEvent, after: number, zone: Zone): number | undefined {
  return calendarEventSchedule(event, zone).next(after);
}

type DateFrom = Recurrence["dateFrom"];

/** Whether some dates are left out for another reason than their day of the week. */
function namesDates(event: CalendarEvent): boolean {
  const dates = ["years", "months", "days"] as const;
  return dates.some((part) => !isEvery(eventFields[part], event[part]));
}

/** Where only the day of the week counts there is nothing to walk over. */
function weekdayFrom({ weekdays }: CalendarEvent): DateFrom {
  const [first = 1] = weekdays;
  const daysUntil = everyValue(eventFields.weekdays).map(
    (weekday) => (weekdays.find((later) => later >= weekday) ?? first + 7) - weekday,
  );
  return (midnight) => {
    const date = midnight + daysUntil[weekdayOn(midnight) - 1]! * day;
    return date < afterLastYear ? date : undefined;
  };
}

const afterLastYear = Date.UTC(lastYear + 1, 0);

/**
 * Walks as Proxmox does, its fault included: looking for the 30th or 31st in a February that has none, it comes out
 * at the 2nd or 3rd of March, and a run on the 1st is lost. So `*-1/5` does not run on 1 March.
 */
function walkedDateFrom(event: CalendarEvent): DateFrom {
  return (midnight) => {
    let date: WallTime | undefined = midnight;
    for (let next = step(event, date); next !== date; next = step(event, date)) {
      if (next === undefined) return undefined;
      date = next;
    }
    return date;
  };
}

/** The date itself if it fits, else the next to look at; `undefined` if no later one can fit. */
function step(event: CalendarEvent, date: WallTime): WallTime | undefined {
  const reading = new Date(date);
  const [year, month, number] = [
    reading.getUTCFullYear(),
    reading.getUTCMonth(),
    reading.getUTCDate(),
  ];
  const [nextYear, nextMonth, nextDay] = [
    fitting(event.years, year),
    fitting(event.months, month + 1),
    fitting(event.days, number),
  ];
  if (nextYear === undefined) return undefined;
  if (nextYear > year) return Date.UTC(nextYear, 0);
  if (nextMonth === undefined) return Date.UTC(year + 1, 0);
  if (nextMonth > month + 1) return Date.UTC(year, nextMonth - 1);
  if (nextDay === undefined) return Date.UTC(year, month + 1);
  if (nextDay > number) return Date.UTC(year, month, nextDay);
  const weekday = weekdayOn(date);
  const monday = 8;
  return date + ((fitting(event.weekdays, weekday) ?? monday) - weekday) * day;
}

/** The first value at or after `from`. */
function fitting(values: readonly number[], from: number): number | undefined {
  return values.includes(from) ? from : values.find((value) => value > from);
}
