import fc from "fast-check";
import { weekdays } from "../../../model/calendar/weekday";
import { type Window } from "../../../model/estate";
import { type JobRequest } from "../../../model/plan/job-request";
import { placeJobs } from "../../../model/plan/placement";
import { slotMinutes, slotsOf } from "../../../model/window/week";
import { job, nightly, sunday, timezones } from "./support/job-requests";
import { tries } from "../../support/random-cases";

const newYork = "America/New_York";

describe("a window", () => {
  it("is never refused to jobs that fit one after the other with the hours to spare in which clocks are moved", () => {
    const durations = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 40 });
    const kinds = fc.constantFrom<JobRequest["frequency"]>("daily", "weekly", "monthly");
    fc.assert(
      fc.property(durations, kinds, fc.constantFrom(...timezones), (all, frequency, timezone) => {
        const minutes = all.reduce((sum, duration) => sum + slotsOf(duration) * slotMinutes, 0);
        const window = { days: [...weekdays], from: "20:30", hours: Math.ceil(minutes / 60) + 4 };
        fc.pre(window.hours <= 24);
        const windows = {
          nightly: frequency === "daily" ? window : { ...window, days: ["sunday"] },
        };
        const requests = all.map((duration, index) => job(`job${index}`, duration, { frequency }));
        expect(placeJobs(requests, windows as Record<string, Window>, timezone).findings).toEqual(
          [],
        );
      }),
      tries(300),
    );
  });

  it("holds jobs that fill it to the last slot", () => {
    const requests = [job("a", 179), job("b", 179), job("c", 59), job("d", 59)];
    const { slots, findings } = placeJobs(requests, { nightly }, "UTC");
    expect(findings).toEqual([]);
    expect(
      Object.values(slots)
        .map(({ schedule }) => schedule)
        .sort(),
    ).toEqual(["22:00", "01:00", "04:00", "05:00"].sort());
  });

  it("holds jobs at the same time that need nothing in common", () => {
    const requests = [
      job("a", 400, { resources: ["node:1"] }),
      job("b", 400, { resources: ["node:2"] }),
    ];
    const { slots } = placeJobs(requests, { nightly }, "UTC");
    expect([slots.a?.schedule, slots.b?.schedule]).toEqual(["22:00", "22:00"]);
  });
});

describe("a schedule", () => {
  const scheduleOf = (request: JobRequest, window: Window, timezone = "UTC") =>
    placeJobs([request], { nightly: window }, timezone).slots[request.id];

  it("is one time of every day for a daily job of a window that opens every day", () => {
    expect(scheduleOf(job("a", 30), nightly)).toEqual({
      schedule: "22:00",
      start: { days: [...weekdays], time: "22:00" },
    });
  });

  it("is every day for a daily job of a window that opens once a week and stays open", () => {
    const window: Window = { days: ["monday"], from: "03:00", hours: 168 };
    expect(scheduleOf(job("a", 30), window)?.start?.days).toEqual([...weekdays]);
  });

  it("is one day of the window for a weekly job", () => {
    const window: Window = { days: ["saturday", "sunday"], from: "10:00", hours: 2 };
    expect(scheduleOf(job("a", 30, { frequency: "weekly" }), window)).toEqual({
      schedule: "sat 10:00",
      start: { days: ["saturday"], time: "10:00" },
    });
  });

  it("is the first such day of the month for a monthly job", () => {
    const window: Window = { days: ["saturday"], from: "18:00", hours: 5 };
    expect(scheduleOf(job("a", 30, { frequency: "monthly" }), window)).toEqual({
      schedule: "sat *-1..7 18:00",
    });
  });

  it("is one minute of the hour for hourly and six-hourly jobs", () => {
    const always: Window = { days: [...weekdays], from: "00:30", hours: 24 };
    expect(scheduleOf(job("a", 5, { frequency: "hourly" }), always)?.schedule).toBe("*:30");
    expect(scheduleOf(job("a", 5, { frequency: "six-hourly" }), always)?.schedule).toBe(
      "0,6,12,18:30",
    );
  });

  it("keeps hourly jobs to the hours in which the window is open", () => {
    const office: Window = { days: ["monday", "tuesday", "wednesday"], from: "09:00", hours: 4 };
    expect(scheduleOf(job("a", 5, { frequency: "hourly" }), office)?.schedule).toBe(
      "mon..wed 9,10,11,12:00",
    );
  });

  it("names the day on which a job starts, not the one on which its window opened", () => {
    const requests = [
      job("a", 115, { frequency: "weekly" }),
      job("b", 115, { frequency: "weekly" }),
    ];
    const window: Window = { days: ["friday"], from: "22:00", hours: 4 };
    const { slots } = placeJobs(requests, { nightly: window }, "UTC");
    expect([slots.a?.schedule, slots.b?.schedule]).toEqual(["fri 22:00", "sat 00:00"]);
  });

  it("is continuous for what never ends", () => {
    expect(scheduleOf(job("a", 5, { frequency: "continuous" }), nightly)?.schedule).toBe(
      "continuous",
    );
  });
});

describe("clocks that are moved", () => {
  it("leave an hour more between jobs when one runs across the skipped hour", () => {
    const window: Window = { days: ["sunday"], from: "00:30", hours: 8 };
    const requests = ["a", "b"].map((id) =>
      job(id, 119, { frequency: "weekly", window: "sunday" }),
    );
    const inUtc = placeJobs(requests, { sunday: window }, "UTC").slots;
    const inNewYork = placeJobs(requests, { sunday: window }, newYork).slots;
    expect([inUtc.a?.schedule, inUtc.b?.schedule]).toEqual(["sun 00:30", "sun 02:30"]);
    expect([inNewYork.a?.schedule, inNewYork.b?.schedule]).toEqual(["sun 00:30", "sun 03:30"]);
  });

  it("let no daily job start at a time that is skipped, because it would not run on that day", () => {
    const window: Window = { ...nightly, from: "02:00", hours: 3 };
    const { slots } = placeJobs([job("a", 30)], { nightly: window }, newYork);
    expect(slots.a?.schedule).toBe("03:00");
  });

  it("leave room for the second run of a job in the repeated hour", () => {
    const window: Window = { ...sunday, hours: 4 };
    const requests = [
      job("a", 54, { frequency: "weekly", window: "sunday" }),
      job("b", 29, { frequency: "weekly", window: "sunday" }),
    ];
    const { slots } = placeJobs(requests, { sunday: window }, newYork);
    // 01:55 would be free in an ordinary week; in November "a" may run again from 01:00 to 01:55, when "b" is running.
    expect([slots.a?.schedule, slots.b?.schedule]).toEqual(["sun 01:00", "sun 03:00"]);
  });

  it("fails with a window that lies wholly in the skipped hour", () => {
    const window: Window = { ...nightly, from: "02:00", hours: 1 };
    const { slots, findings } = placeJobs([job("a", 30)], { nightly: window }, newYork);
    expect(slots).toEqual({});
    expect(findings).toHaveLength(1);
  });
});

describe("jobs that follow others", () => {
  it("start when these are over", () => {
    const requests = [
      job("backup", 100, { resources: ["store:a", "node:1"] }),
      job("prune", 10, { resources: ["store:a"], after: ["backup"] }),
      job("gc", 60, { resources: ["store:a"], after: ["prune"] }),
    ];
    const { slots, findings } = placeJobs(requests, { nightly }, "UTC");
    expect(findings).toEqual([]);
    const times = ["backup", "prune", "gc"].map((id) => slots[id]?.start?.time);
    expect(times).toEqual(["22:00", "23:45", "00:00"]);
  });

  it("start soonest after them in another window", () => {
    const care: Window = { days: ["monday", "saturday"], from: "06:00", hours: 4 };
    const requests = [
      job("backup", 100, { frequency: "weekly", window: "sunday" }),
      job("verify", 60, { frequency: "weekly", window: "care", after: ["backup"] }),
    ];
    const saturday: Window = { days: ["friday"], from: "23:00", hours: 4 };
    const placed = (day: Window) => placeJobs(requests, { sunday: day, care }, "UTC").slots.verify;
    expect(placed(sunday)?.schedule).toBe("mon 06:00");
    expect(placed(saturday)?.schedule).toBe("sat 06:00");
  });

  it("start after the last of many", () => {
    const requests = [
      ...["a", "b", "c"].map((id) => job(id, 55, { resources: ["store:a"] })),
      job("prune", 5, { resources: ["store:b"], after: ["a", "b", "c", "unknown"] }),
    ];
    expect(placeJobs(requests, { nightly }, "UTC").slots.prune?.schedule).toBe("01:00");
  });

  it("fails softly, with a warning, where the window has no room after them", () => {
    const window: Window = { ...nightly, hours: 4 };
    const requests = [
      job("first", 120, { resources: ["store:a"] }),
      job("backup", 100, { after: ["first"] }),
      job("prune", 120, { resources: ["store:a"], after: ["backup"] }),
    ];
    const { findings } = placeJobs(requests.slice(1), { nightly: { ...window, hours: 3 } }, "UTC");
    expect(findings).toEqual([
      {
        severity: "warning",
        path: "backup:windows.nightly",
        message:
          "jobs run before those that they should follow: prune at backup:classes.prune before backup",
        fix: 'make the window "nightly" longer, or give some of its jobs another one',
      },
    ]);
  });

  it("fails when they wait for each other", () => {
    const requests = [job("a", 5, { after: ["b"] }), job("b", 5, { after: ["a"] })];
    expect(() => placeJobs(requests, { nightly }, "UTC")).toThrow("jobs wait for each other: a, b");
  });
});

describe("requests that contradict themselves", () => {
  it("fail with the id that two have", () => {
    expect(() => placeJobs([job("a", 1), job("a", 2)], { nightly }, "UTC")).toThrow(
      "two jobs have one id: a",
    );
  });

  it("fail with the window that nobody declared", () => {
    expect(() => placeJobs([job("a", 1)], {}, "UTC")).toThrow('nothing is declared as "nightly"');
  });
});
