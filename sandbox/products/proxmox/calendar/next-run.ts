import { type CalendarEvent } from "./calendar-event";
import { contains, type Items, nextAfter } from "./value";
import { weekdayFrom } from "./weekdays";

/** How often the products look on before they give up. */
const mostLooks = 1001;

/**
 * The first moment after `after` (Unix seconds) at which `event` happens, or undefined. Local time, or UTC if the event
 * says so. What lies beyond the end of a field carries over, as with `mktime`.
 */
export function nextRun(event: CalendarEvent, after: number): number | undefined {
  const clock = event.utc ? utcClock : localClock;
  let moment = new Date((Math.floor(after) + 1) * 1000);
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const later = lookOn(event, clock.read(moment));
    if (later === "never") return undefined;
    if (later === "now") return moment.getTime() / 1000;
    moment = clock.at(later);
  }
  return undefined;
}

type Fields = readonly [
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
];

interface Clock {
  read(date: Date): { readonly fields: Fields; readonly weekday: number };
  at(fields: Fields): Date;
}

const localClock: Clock = {
  read: (date) => ({
    fields: [
      date.getFullYear(),
      date.getMonth() + 1,
      date.getDate(),
      date.getHours(),
      date.getMinutes(),
      date.getSeconds(),
    ],
    weekday: weekdayFrom(date.getDay()),
  }),
  at: ([year, month, ...rest]) => new Date(year, month - 1, ...rest),
};

const utcClock: Clock = {
  read: (date) => ({
    fields: [
      date.getUTCFullYear(),
      date.getUTCMonth() + 1,
      date.getUTCDate(),
      date.getUTCHours(),
      date.getUTCMinutes(),
      date.getUTCSeconds(),
    ],
    weekday: weekdayFrom(date.getUTCDay()),
  }),
  at: ([year, month, ...rest]) => new Date(Date.UTC(year, month - 1, ...rest)),
};

/** Where to look next. */
function lookOn(event: CalendarEvent, { fields, weekday }: ReturnType<Clock["read"]>) {
  const [year, month, day, hour, minute] = fields;
  // For each field: its value, its items, the fields with another value, and where to go when it has no later one.
  const steps: readonly (readonly [number, Items, (value: number) => Fields, Fields | "never"])[] =
    [
      [year, event.year, (value) => [value, 1, 1, 0, 0, 0], "never"],
      [month, event.month, (value) => [year, value, 1, 0, 0, 0], [year + 1, 1, 1, 0, 0, 0]],
      [day, event.day, (value) => [year, month, value, 0, 0, 0], [year, month + 1, 1, 0, 0, 0]],
    ];
  const timeSteps: typeof steps = [
    [hour, event.hour, (value) => [year, month, day, value, 0, 0], [year, month, day + 1, 0, 0, 0]],
    [
      minute,
      event.minute,
      (value) => [year, month, day, hour, value, 0],
      [year, month, day, hour + 1, 0, 0],
    ],
    [
      fields[5],
      event.second,
      (value) => [year, month, day, hour, minute, value],
      [year, month, day, hour, minute + 1, 0],
    ],
  ];
  return (
    firstMisfit(steps) ??
    otherWeekday(event, weekday, (days) => [year, month, day + days, 0, 0, 0]) ??
    firstMisfit(timeSteps) ??
    "now"
  );
}

function firstMisfit(
  steps: readonly (readonly [number, Items, (value: number) => Fields, Fields | "never"])[],
): Fields | "never" | undefined {
  const misfit = steps.find(([value, items]) => !contains(items, value));
  if (misfit === undefined) return undefined;
  const [value, items, withValue, otherwise] = misfit;
  const next = nextAfter(items, value);
  return next === undefined ? otherwise : withValue(next);
}

/** The next day of the week that fits, else the next Monday. */
function otherWeekday(
  { weekdays }: CalendarEvent,
  today: number,
  daysOn: (days: number) => Fields,
): Fields | undefined {
  if (weekdays === undefined || weekdays.has(today)) return undefined;
  const later = [...weekdays].filter((weekday) => weekday > today);
  return daysOn((later.length === 0 ? 7 : Math.min(...later)) - today);
}
