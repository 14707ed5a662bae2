import { type CalendarEvent, type EventTerms } from "./calendar-event";
import { type EventTerm, following, holds } from "./event-term";
import { weekdayOn } from "./weekday";
import { type Schedule } from "./schedule";
import { type WallTime, Zone } from "./zone";

/**
 * The event's runs on a Proxmox server in that zone. A time that the clocks skip has no run, one that they repeat runs
 * the first time only. Proxmox looks once a minute whether a run is due, so a job begins up to a minute later.
 *
 * It is walked as Proxmox walks, from one part that does not fit to the next, its faults included: a step that does not
 * divide its part goes on over the end of the part, where the walk goes on as well, and a run at the part's beginning
 * is lost (`0/5:00` does not run at midnight after a run at 20:00, nor `*-1/5` on 1 March after one in February). So a
 * run depends on the one before it. The walk gives up after a thousand steps. A year may be later than 2199.
 *
 * Source: `compute_next_event` in proxmox-time's `calendar_event.rs`, and what glibc's `mktime` makes of such times
 * there; the runs that a Proxmox Backup Server 4.2.3 gives are among the tests.
 */
export function calendarEventSchedule(event: CalendarEvent, zone: Zone): Schedule {
  const clocks = event.utc ? Zone.of("UTC") : zone;
  const dates = hasDates(event.terms);
  const time = timeOfDay(event.terms);
  return {
    next(after) {
      if (!dates || !Number.isFinite(after)) return undefined;
      const { from, until, offset } = clocks.periodAt(after);
      const isCalm = after > Math.max(from, 0) + calmDays * day && after < until - calmDays * day;
      if (time !== undefined && isCalm) return nextDay(event, time, after + offset) - offset;
      const wall = walk(event, clocks, firstWallTime(clocks, Math.max(after, -1)));
      return wall === undefined ? undefined : clocks.instants(wall)[0];
    },
  };
}

/** The event's first run strictly after that instant; `undefined` if it never runs again. */
export function nextRun(event: CalendarEvent, after: number, zone: Zone): number | undefined {
  return calendarEventSchedule(event, zone).next(after);
}

const second = 1000;
const day = 86_400 * second;

/** From so many days after clocks are moved to so many before, every day of a week is an ordinary one. */
const calmDays = 9;

/** Milliseconds from midnight to the one run of each of its days; `undefined` of any other event. */
function timeOfDay({ years, months, days, ...times }: EventTerms): number | undefined {
  if ([years, months, days].some((terms) => terms.length > 0)) return undefined;
  const [hour, minute, at] = [times.hours, times.minutes, times.seconds].map(theOne);
  if (hour === undefined || minute === undefined || at === undefined) return undefined;
  return ((hour * 60 + minute) * 60 + at) * second;
}

function theOne(terms: readonly EventTerm[]): number | undefined {
  const [term, ...others] = terms;
  return others.length === 0 && term?.step === 0 ? term.from : undefined;
}

/** What the walk finds for such an event where every day is an ordinary one, in far less time. */
function nextDay({ weekdays }: CalendarEvent, time: number, after: WallTime): WallTime {
  const today = Math.floor(after / day) * day;
  let midnight = today + time > after ? today : today + day;
  while (!weekdays.includes(weekdayOn(midnight))) midnight += day;
  return midnight + time;
}

/** Whether any year has one of its dates: a walk for 31 February alone would be a long one. */
export function hasDates({ months, days }: EventTerms): boolean {
  return longestMonths.some(
    (length, index) =>
      holds(months, index + 1) && (holds(days, 1) || (following(days, 1) ?? Infinity) <= length),
  );
}

/** Days of each month in a leap year. */
const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Where the product gives up: after so many steps. */
const mostSteps = 1001;

/** What the clocks read a second later; where they read it for the second time, what they read after that. */
function firstWallTime(zone: Zone, after: number): WallTime {
  const from = (Math.floor(after / second) + 1) * second;
  const wall = zone.wallTime(from);
  if (zone.instants(wall)[0] === from) return wall;
  const moved = zone.periodAt(from).from;
  return moved + zone.offset(moved - 1);
}

function walk(event: CalendarEvent, zone: Zone, start: WallTime): WallTime | undefined {
  let wall: WallTime = start;
  let reading: Reading | undefined;
  for (let steps = 0; steps < mostSteps; steps += 1) {
    reading = readingOf(wall, reading);
    const next = step(event, reading);
    if (next === "here") return wall;
    if (next === "never") return undefined;
    wall = shown(zone, next);
  }
  return undefined;
}

/** Clocks that skip a time show one as much later, as `mktime` has it. */
function shown(zone: Zone, wall: WallTime): WallTime {
  const { until, offset } = zone.periodAt(wall - day);
  if (until > wall + day || zone.instants(wall).length > 0) return wall;
  return wall + zone.offset(until) - offset;
}

interface DateReading {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** ISO number. */
  readonly weekday: number;
  /** Its midnight. */
  readonly today: WallTime;
}

interface Reading {
  readonly date: DateReading;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** @param near - a reading whose date may be the same: most steps stay within a day */
function readingOf(wall: WallTime, near?: Reading): Reading {
  const inDay = ((wall % day) + day) % day;
  const today = wall - inDay;
  const seconds = inDay / second;
  const minutes = (seconds - (seconds % 60)) / 60;
  const minute = minutes % 60;
  return {
    date: near?.date.today === today ? near.date : dateReadingOf(today),
    hour: (minutes - minute) / 60,
    minute,
    second: seconds % 60,
  };
}

function dateReadingOf(today: WallTime): DateReading {
  const date = new Date(today);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: weekdayOn(today),
    today,
  };
}

/**
 * Where to look next: the next value of the first part that does not fit, with everything below it at its beginning,
 * or the beginning of the next greater part. `Date.UTC` carries what is beyond the end of a part as `mktime` does.
 */
function step(event: CalendarEvent, at: Reading): WallTime | "here" | "never" {
  return dateStep(event, at.date) ?? timeStep(event.terms, at);
}

function dateStep({ terms, weekdays }: CalendarEvent, date: DateReading) {
  const { year, month, weekday, today } = date;
  if (!holds(terms.years, year)) {
    const next = following(terms.years, year);
    return next === undefined ? "never" : Date.UTC(next, 0);
  }
  if (!holds(terms.months, month)) {
    const next = following(terms.months, month);
    return next === undefined ? Date.UTC(year + 1, 0) : Date.UTC(year, next - 1);
  }
  if (!holds(terms.days, date.day)) {
    const next = following(terms.days, date.day);
    return next === undefined ? Date.UTC(year, month) : Date.UTC(year, month - 1, next);
  }
  if (weekdays.includes(weekday)) return undefined;
  const monday = 8;
  return today + ((weekdays.find((later) => later > weekday) ?? monday) - weekday) * day;
}

function timeStep(terms: EventTerms, { date, hour, minute, second: at }: Reading) {
  const time = (hours: number, minutes: number, seconds: number) =>
    date.today + ((hours * 60 + minutes) * 60 + seconds) * second;
  if (!holds(terms.hours, hour)) return time(following(terms.hours, hour) ?? 24, 0, 0);
  if (!holds(terms.minutes, minute)) return time(hour, following(terms.minutes, minute) ?? 60, 0);
  if (!holds(terms.seconds, at)) return time(hour, minute, following(terms.seconds, at) ?? 60);
  return "here" as const;
}
