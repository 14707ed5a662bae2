import { type CalendarEvent } from "./calendar-event";
import { bounds, type Bounds, type Component } from "./component";

/** How far ahead a next run is looked for: a leap day recurs within 8 years. */
const horizonDays = 366 * 9;

/**
 * The first moment after `after` (Unix seconds) at which `event` happens; undefined if there is none
 * within about nine years. Local time, or UTC if the event says so.
 */
export function nextRun(event: CalendarEvent, after: number): number | undefined {
  const clock = event.utc ? utcClock : localClock;
  const start = new Date(after * 1000);
  for (let ahead = 0; ahead <= horizonDays; ahead += 1) {
    const day = clock.dayAfter(start, ahead);
    if (!onDay(event, clock.read(day))) continue;
    const found = firstAfter(timesOn(event, day, clock), after);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

interface Clock {
  dayAfter(start: Date, days: number): Date;
  read(date: Date): Day;
  at(day: Date, hour: number, minute: number, second: number): number;
}

const localClock: Clock = {
  dayAfter: (start, days) =>
    new Date(start.getFullYear(), start.getMonth(), start.getDate() + days),
  read: (date) => ({
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    weekday: date.getDay(),
  }),
  at: (day, hour, minute, second) =>
    new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour, minute, second).getTime() /
    1000,
};

const utcClock: Clock = {
  dayAfter: (start, days) =>
    new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate() + days)),
  read: (date) => ({
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
  }),
  at: (day, hour, minute, second) => day.getTime() / 1000 + hour * 3600 + minute * 60 + second,
};

function onDay(event: CalendarEvent, day: Day): boolean {
  return (["year", "month", "day", "weekday"] as const).every(
    (name) => event[name]?.has(day[name]) ?? true,
  );
}

function* timesOn(event: CalendarEvent, day: Date, clock: Clock): Generator<number> {
  for (const hour of values(event.hour, bounds.hour)) {
    for (const minute of values(event.minute, bounds.minute)) {
      for (const second of values(event.second, bounds.second)) {
        yield clock.at(day, hour, minute, second);
      }
    }
  }
}

function values(component: Component, { min, max }: Bounds): number[] {
  if (component !== undefined) return [...component].sort((a, b) => a - b);
  return Array.from({ length: max - min + 1 }, (_, index) => min + index);
}

function firstAfter(times: Iterable<number>, after: number): number | undefined {
  for (const time of times) if (time > after) return time;
  return undefined;
}
