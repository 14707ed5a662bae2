import * as fc from "fast-check";
import { eventValues } from "../../../model/calendar/calendar-event";
import { calendarEventSchedule, nextRun } from "../../../model/calendar/calendar-event-schedule";
import { Zone } from "../../../model/calendar/zone";
import { event } from "./support/runs";
import { type Reading, readings } from "./support/wall-clock";
import { tries } from "../../support/random-cases";

describe("for any event, zone and moment", () => {
  /** Two days around every kind of move of the clocks, and one without. */
  const spans: readonly (readonly [string, readonly Reading[]])[] = [
    ["America/New_York", "2026-03-07T12:00:00Z"],
    ["America/New_York", "2026-10-31T12:00:00Z"],
    ["Europe/London", "2026-10-24T12:00:00Z"],
    ["Australia/Lord_Howe", "2026-04-04T00:00:00Z"],
    ["Australia/Lord_Howe", "2026-10-03T00:00:00Z"],
    ["America/Santiago", "2026-04-04T12:00:00Z"],
    ["America/Santiago", "2026-09-05T12:00:00Z"],
    ["Asia/Kolkata", "2026-12-31T00:00:00Z"],
  ].map(([zone = "", from = ""]) => [zone, readings(zone, Date.parse(from), 48)] as const);

  const numbers = (min: number, max: number) => {
    const value = fc.integer({ min, max });
    const range = fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}..${Math.max(a, b)}`);
    // With an end: a step without one loses runs, which the recorded answers show.
    const step = fc
      .tuple(value, value, fc.integer({ min: 1, max }))
      .map(([a, b, every]) => `${Math.min(a, b)}..${Math.max(a, b)}/${every}`);
    const list = fc.array(fc.oneof(value.map(String), range, step), { minLength: 1, maxLength: 3 });
    return fc.oneof(
      fc.constant("*"),
      list.map((terms) => terms.join(",")),
    );
  };
  const weekday = fc.constantFrom("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  const weekdays = fc.oneof(
    fc.constant(""),
    fc.uniqueArray(weekday, { minLength: 1 }).map((days) => days.join(",")),
    fc.tuple(weekday, weekday).map(([first, last]) => `${first}..${last}`),
  );
  const dates = fc.oneof(
    { weight: 3, arbitrary: fc.constant("*-*") },
    fc.tuple(numbers(1, 12), numbers(1, 28)).map(([month, day]) => `${month}-${day}`),
  );
  const anyEvent = fc
    .tuple(weekdays, dates, numbers(0, 23), numbers(0, 59))
    .map(([days, date, hour, minute]) => `${days} ${date} ${hour}:${minute}`.trim());
  const anySpan = fc.constantFrom(...spans);

  it("the next run is the first minute at which the clocks match, counting no reading twice", () => {
    fc.assert(
      fc.property(anyEvent, anySpan, fc.nat(2879), (text, [zone, minutes], start) => {
        const { months, days, hours, minutes: at } = eventValues(event(text));
        const { weekdays: on } = event(text);
        const matches = (reading: Reading) =>
          months.includes(reading.month) &&
          days.includes(reading.day) &&
          on.includes(reading.weekday) &&
          hours.includes(reading.hour) &&
          at.includes(reading.minute) &&
          !reading.repeated;
        const expected = minutes.slice(start + 1).find(matches)?.instant;
        const after = minutes[start]?.instant ?? 0;
        const end = (minutes.at(-1)?.instant ?? 0) + 1;
        const next = nextRun(event(text), after, Zone.of(zone));

        expect(next === undefined || next >= end ? undefined : next).toBe(expected);
      }),
      tries(2000),
    );
  });

  it("each run is later than the moment asked about, and nothing lies between two runs", () => {
    const instant = fc.integer({ min: -1e12, max: 4e12 });

    fc.assert(
      fc.property(
        anyEvent,
        anySpan,
        instant,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (text, [zone], after, part) => {
          const schedule = calendarEventSchedule(event(text), Zone.of(zone));
          const next = schedule.next(after);
          fc.pre(next !== undefined);

          expect(next).toBeGreaterThan(after);
          expect(next % 1000).toBe(0);
          expect(schedule.next(after + (next - after - 1) * part)).toBe(next);
        },
      ),
    );
  });
});
