/**
 * Runs of the schedules that the plan tells, read once more with no part of the model: each minute of each day is held
 * against the words, by a clock that `Intl` gives.
 */

const minute = 60_000;
const day = 1440 * minute;
const names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

interface Reading {
  readonly date: string;
  readonly weekday: string;
  readonly dayOfMonth: number;
  readonly time: string;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function readingIn(zone: string, instant: number): Reading {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      weekday: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  clocks.set(zone, clock);
  const parts = Object.fromEntries(
    clock.formatToParts(instant).map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts["year"]}-${parts["month"]}-${parts["day"]}`,
    weekday: String(parts["weekday"]).toLowerCase(),
    dayOfMonth: Number(parts["day"]),
    time: `${parts["hour"]}:${parts["minute"]}`,
  };
}

/** Days of the week, how late in a month at most, and one time: all that weekly, daily and monthly jobs are told. */
export interface NaiveEvent {
  readonly days: readonly string[];
  readonly lastDayOfMonth: number;
  readonly time: string;
}

/** Reads `sat 22:00`, `mon..fri 12:05`, `12:00`, `tue *-1..7 01:10`. @throws Error for anything else */
export function naiveEvent(text: string): NaiveEvent {
  const match = /^(?:(?<days>[a-z.,]+) )?(?<date>\*-1\.\.7 )?(?<time>\d\d:\d\d)$/.exec(text);
  const { days, date, time } = match?.groups ?? {};
  if (time === undefined) throw new Error(`"${text}" is no schedule that the plan tells`);
  return {
    days: days === undefined ? names : days.split(",").flatMap(span),
    lastDayOfMonth: date === undefined ? 31 : 7,
    time,
  };
}

function span(text: string): string[] {
  const [from = "", to = from] = text.split("..");
  const week = [...names, ...names];
  const start = week.indexOf(from);
  return week.slice(start, week.indexOf(to, start) + 1);
}

/**
 * Every run in so many days, ascending: the first time on a date that clocks show it, and none where they skip it.
 * Looked at by half days: in 24 hours a day of 23 and the next one can both show it.
 */
export function naiveRuns(event: NaiveEvent, zone: string, from: number, days: number): number[] {
  const runs: number[] = [];
  let last = "";
  for (let half = from; half < from + days * day; half += day / 2) {
    const found = firstShown(event.time, zone, half);
    if (found === undefined) continue;
    const { date, weekday, dayOfMonth } = readingIn(zone, found);
    if (date === last) continue;
    last = date;
    if (event.days.includes(weekday) && dayOfMonth <= event.lastDayOfMonth) runs.push(found);
  }
  return runs;
}

/** The first instant of the 12 hours at which the clocks show a time. */
function firstShown(time: string, zone: string, from: number): number | undefined {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const shown = readingIn(zone, from).time;
  const [atHours = 0, atMinutes = 0] = shown.split(":").map(Number);
  const ahead = ((hours - atHours) * 60 + minutes - atMinutes + 1440) % 1440;
  const near = [ahead - 60, ahead - 30, ahead, ahead + 30, ahead + 60];
  return near
    .map((minutesLater) => from + minutesLater * minute)
    .filter((instant) => instant >= from && instant < from + day / 2)
    .find((instant) => readingIn(zone, instant).time === time);
}
