import fc from "fast-check";
import { weekdays } from "../../../../model/calendar/weekday";
import { type Window } from "../../../../model/estate";
import { type JobRequest } from "../../../../model/plan/job-request";

/** Zones whose clocks are moved at all kinds of times, by half an hour, an hour, two hours, or not at all. */
export const timezones = [
  "America/New_York",
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "America/Santiago",
  "Pacific/Chatham",
  "Antarctica/Troll",
  "Africa/Casablanca",
  "Asia/Gaza",
  "Asia/Kolkata",
  "UTC",
];

export const windowArbitrary: fc.Arbitrary<Window> = fc.record({
  days: fc.subarray([...weekdays], { minLength: 1 }),
  from: fc
    .record({ hour: fc.nat(23), minute: fc.nat(59) })
    .map(({ hour, minute }) =>
      [hour, minute].map((part) => String(part).padStart(2, "0")).join(":"),
    ),
  hours: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 12 }) },
    fc.integer({ min: 1, max: 168 }),
    fc.integer({ min: 2, max: 20 }).map((halves) => halves / 2),
  ),
});

const resources = ["node:a", "node:b", "store:c", "store:d", "link:e"];
const exclusive = ["vzdump of a", "vzdump of b"];

/** Requests with ids `job00` …, some of which follow some of those before them. */
export const requestsArbitrary = (windows: readonly string[]): fc.Arbitrary<JobRequest[]> =>
  fc
    .array(
      fc.record({
        frequency: fc.constantFrom(
          "hourly",
          "six-hourly",
          "daily",
          "daily",
          "weekly",
          "weekly",
          "monthly",
          "continuous",
        ),
        window: fc.constantFrom(...windows, undefined),
        durationMinutes: fc.oneof(
          fc.integer({ min: 1, max: 90 }),
          fc.double({ min: 0.1, max: 600, noNaN: true }),
        ),
        timesAtFirst: fc.oneof(fc.constant(1), fc.double({ min: 1, max: 12, noNaN: true })),
        resources: fc.subarray(resources),
        exclusive: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray(exclusive)),
        after: fc.array(fc.nat(20), { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 20 },
    )
    .map((drafts) =>
      drafts.map(({ after, timesAtFirst, ...draft }, index): JobRequest => ({
        ...draft,
        frequency: draft.frequency,
        firstRunMinutes: draft.durationMinutes * timesAtFirst,
        id: idOf(index),
        path: `backup:classes.class${index}`,
        after: after.filter((before) => before < index).map(idOf),
      })),
    );

const idOf = (index: number) => `job${String(index).padStart(2, "0")}`;

export const sunday: Window = { days: ["sunday"], from: "01:00", hours: 6 };
export const nightly: Window = { days: [...weekdays], from: "22:00", hours: 8 };

/** A job of every night that needs the link, unless more is said. */
export const job = (
  id: string,
  durationMinutes: number,
  more: Partial<JobRequest> = {},
): JobRequest => ({
  id,
  path: `backup:classes.${id}`,
  frequency: "daily",
  window: "nightly",
  durationMinutes,
  resources: ["link:lan"],
  ...more,
});
