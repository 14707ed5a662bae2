import * as fc from "fast-check";
import { parseCalendarEvent } from "../../../model/calendar/calendar-event";
import { isScheduleFault } from "../../../model/calendar/schedule-fault";
import { Zone } from "../../../model/calendar/zone";
import { type FixedJob } from "../../../model/plan/fixed-job";
import { placeJobs } from "../../../model/plan/placement";
import { fixedRuns } from "../../../model/window/fixed-runs";
import {
  job,
  nightly,
  requestsArbitrary,
  sunday,
  timezones,
  windowArbitrary,
} from "./support/job-requests";
import { collisions, runs } from "./support/site-year";
import { tries } from "../../support/random-cases";

/** A job whose time is declared, of so many minutes. */
function declared(
  schedule: string,
  durationMinutes: number,
  resources: readonly string[],
  timezone: string,
): FixedJob {
  const event = parseCalendarEvent(schedule);
  if (isScheduleFault(event)) throw new Error(event.reason);
  const { runs: slots, slots: length } = fixedRuns(event, Zone.of(timezone), durationMinutes);
  return {
    id: "declared",
    path: "backup:pbs.syncJobs.declared",
    resources,
    runs: slots,
    slots: length,
  };
}

const schedules = ["sun 02:00", "04:40", "*-01 12:00", "0/6:17", "mon..fri 20:00"];

describe("jobs beside one whose time is declared", () => {
  it("never need what it needs at once, on any day of two years, in any zone", () => {
    fc.assert(
      fc.property(
        fc.record({ first: windowArbitrary, second: windowArbitrary }),
        requestsArbitrary(["first", "second"]),
        fc.constantFrom(...timezones),
        fc.constantFrom(...schedules),
        fc.integer({ min: 1, max: 200 }),
        (windows, requests, timezone, schedule, durationMinutes) => {
          const resource = "store:c";
          const fixed = declared(schedule, durationMinutes, [resource], timezone);
          const { slots } = placeJobs(requests, windows, timezone, [fixed]);
          const own = runs({ id: fixed.id, durationMinutes }, schedule, timezone, 2026, 2);
          const others = requests
            .filter(
              ({ frequency, resources }) =>
                frequency !== "continuous" && resources.includes(resource),
            )
            .flatMap((request) => {
              const slot = slots[request.id];
              return slot === undefined ? [] : runs(request, slot.schedule, timezone, 2026, 2);
            });
          const met = collisions([...own, ...others]);
          // Among themselves some may share: placed-jobs.property.test.ts.
          expect(met.filter((pair) => pair.some(({ job }) => job === fixed.id))).toEqual([]);
        },
      ),
      tries(40),
    );
  });

  it("begin when it is over, or in another window's hours", () => {
    const fixed = declared("sun 01:00", 110, ["link:lan"], "UTC");
    const weekly = job("files", 60, { frequency: "weekly", window: "sunday" });
    const elsewhere = { ...weekly, id: "other", resources: ["node:a"] };
    const { slots } = placeJobs([weekly, elsewhere], { sunday, nightly }, "UTC", [fixed]);

    expect(slots["files"]?.schedule).toBe("sun 02:55");
    expect(slots["other"]?.schedule).toBe("sun 01:00");
  });

  it("fails for what has no room beside it, and not for what has", () => {
    const fixed = declared("sun 02:00", 240, ["link:lan"], "UTC");
    const long = job("files", 90, { frequency: "weekly", window: "sunday" });
    const { slots, findings } = placeJobs([long], { sunday, nightly }, "UTC", [fixed]);

    expect(slots).toEqual({});
    expect(findings).toMatchObject([{ severity: "error", path: "backup:windows.sunday" }]);
    expect(placeJobs([long], { sunday, nightly }, "UTC").findings).toEqual([]);
  });
});
