import type { CalendarEvent } from "./calendar-event";
import type { ValueSet } from "./value-set";

/** How far ahead an event is looked for, in years: every leap day on every weekday comes round within 40. */
const horizonYears = 40;

/** A moment's fields in one time zone, and moments made of fields. */
interface Clock {
  fields(moment: Date): Fields;
  /** Fields beyond their bounds carry over, so `day + 1` is the next day. */
  moment(fields: Fields): Date;
}

type Fields = readonly [
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
];

const utcClock: Clock = {
  fields: (at) => [
    at.getUTCFullYear(),
    at.getUTCMonth() + 1,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  ],
  moment: ([year, month, ...rest]) => new Date(Date.UTC(year, month - 1, ...rest)),
};

const localClock: Clock = {
  fields: (at) => [
    at.getFullYear(),
    at.getMonth() + 1,
    at.getDate(),
    at.getHours(),
    at.getMinutes(),
    at.getSeconds(),
  ],
  moment: ([year, month, ...rest]) => new Date(year, month - 1, ...rest),
};

/** The first run after a moment, both in seconds of the Unix epoch; `undefined` when none comes within 40 years. */
export function nextRun(event: CalendarEvent, after: number): number | undefined {
  const clock = event.utc ? utcClock : localClock;
  let moment = new Date((Math.floor(after) + 1) * 1000);
  const lastYear = moment.getUTCFullYear() + horizonYears;
  while (moment.getUTCFullYear() <= lastYear) {
    const later = skip(event, clock.fields(moment), weekdayOf(clock, moment));
    if (later === undefined) return moment.getTime() / 1000;
    const next = clock.moment(later);
    // Where the clock is put back, local fields repeat: time itself must still go on.
    moment = next > moment ? next : new Date(moment.getTime() + 1000);
  }
  return undefined;
}

/** Monday is 1, Sunday 7. */
function weekdayOf(clock: Clock, moment: Date): number {
  const [year, month, day] = clock.fields(moment);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
}

/** Where to look on, or nothing when the fields match: the start of the next unit of the first field that does not. */
function skip(event: CalendarEvent, fields: Fields, weekday: number): Fields | undefined {
  const [year, month, day, hour, minute, second] = fields;
  const steps: readonly (readonly [ValueSet, number, Fields])[] = [
    [event.years, year, [year + 1, 1, 1, 0, 0, 0]],
    [event.months, month, [year, month + 1, 1, 0, 0, 0]],
    [event.days, day, [year, month, day + 1, 0, 0, 0]],
    [event.weekdays, weekday, [year, month, day + 1, 0, 0, 0]],
    [event.hours, hour, [year, month, day, hour + 1, 0, 0]],
    [event.minutes, minute, [year, month, day, hour, minute + 1, 0]],
    [event.seconds, second, [year, month, day, hour, minute, second + 1]],
  ];
  return steps.find(([allowed, value]) => allowed !== undefined && !allowed.has(value))?.[2];
}
