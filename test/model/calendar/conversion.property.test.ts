import * as fc from "fast-check";
import { calendarEventSchedule } from "../../../model/calendar/calendar-event-schedule";
import { calendarEventOf, cronOf, veeamScheduleOf } from "../../../model/calendar/conversion";
import { cronSchedule } from "../../../model/calendar/cron";
import { months } from "../../../model/calendar/month";
import { veeamSchedule, type VeeamSchedule } from "../../../model/calendar/veeam-schedule";
import { weekdays } from "../../../model/calendar/weekday";
import { Zone } from "../../../model/calendar/zone";
import { right, runs } from "./support/runs";

const newYork = Zone.of("America/New_York");

describe("converted schedules", () => {
  const time = fc
    .tuple(fc.nat(23), fc.nat(59))
    .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
  const inOrder = <T>(all: readonly T[]) =>
    fc.subarray([...all], { minLength: 1, maxLength: all.length });
  const day = fc.oneof(
    fc.record({
      week: fc.constantFrom(
        "first" as const,
        "second" as const,
        "third" as const,
        "fourth" as const,
      ),
      weekday: fc.constantFrom(...weekdays),
    }),
    fc.record({ dayOfMonth: fc.integer({ min: 1, max: 31 }) }),
  );
  const anySchedule: fc.Arbitrary<VeeamSchedule> = fc.oneof(
    fc.record({ days: inOrder(weekdays), time }),
    fc.record({ day, months: inOrder(months), time }),
  );
  const base = fc
    .integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) })
    .map((instant) => new Date(instant).toISOString());

  it("come back as they went, and run at the same times", () => {
    fc.assert(
      fc.property(anySchedule, base, (schedule, after) => {
        const asEvent = right(calendarEventOf(schedule));

        expect(veeamScheduleOf(asEvent)).toEqual(schedule);
        expect(runs(calendarEventSchedule(asEvent, newYork), after, 8)).toEqual(
          runs(veeamSchedule(schedule, newYork), after, 8),
        );
      }),
    );
  });

  it("run in cron at the same times, but for the hour that is repeated", () => {
    const kolkata = Zone.of("Asia/Kolkata");
    const plain = anySchedule.filter((schedule) => !("day" in schedule && "week" in schedule.day));

    fc.assert(
      fc.property(plain, base, (schedule, after) => {
        const asEvent = right(calendarEventOf(schedule));

        expect(runs(cronSchedule(right(cronOf(asEvent)), kolkata), after, 8)).toEqual(
          runs(calendarEventSchedule(asEvent, kolkata), after, 8),
        );
      }),
    );
  });
});
