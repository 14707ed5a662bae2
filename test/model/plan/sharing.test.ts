import { weekdays } from "../../../model/calendar/weekday";
import { type Window } from "../../../model/estate";
import { type JobRequest } from "../../../model/plan/job-request";
import { placeJobs } from "../../../model/plan/placement";
import { job, nightly } from "./support/job-requests";

const always: Window = { days: [...weekdays], from: "00:00", hours: 24 };
const windows = { nightly, always };
const place = (...requests: JobRequest[]) => placeJobs(requests, windows, "UTC");

const hourly = job("hourly", 2, { window: "always", frequency: "hourly" });

describe("jobs that leave each other no time", () => {
  it("share what they need, and both are said to take longer", () => {
    const { slots, minutes, findings } = place(hourly, job("long", 240));

    expect(slots).toMatchObject({ hourly: { schedule: "*:00" }, long: { schedule: "22:00" } });
    // 49 slots of five minutes, and five in which the other one runs.
    expect(minutes).toEqual({ hourly: 4, long: 269 });
    expect(findings).toMatchInlineSnapshot(`
      [
        {
          "fix": "nothing, where the objectives are met; otherwise give one of them another link, node or store, or let the frequent ones run less often",
          "message": "jobs of the window "nightly" share what they need, because nothing else leaves them time enough, and take longer: long up to 4 h 30 min instead of 4 h 05 min, beside hourly",
          "path": "backup:windows.nightly",
          "severity": "note",
        },
      ]
    `);
  });

  it("share nothing while they fit one beside the other", () => {
    const { slots, minutes, findings } = place(hourly, job("short", 50));
    expect(slots["short"]?.schedule).toBe("22:05");
    expect([minutes, findings]).toEqual([{}, []]);
  });

  it("take up to as many times as long as there are jobs that share at once", () => {
    const daily = job("daily", 90, { window: "always" });
    const weekly = job("weekly", 26 * 60, { window: "always", frequency: "weekly" });
    const { minutes } = place({ ...hourly, durationMinutes: 5 }, daily, weekly);
    expect(minutes["hourly"]).toBe(15);
    expect(minutes["daily"]).toBeGreaterThan(2 * 90);
    expect(minutes["weekly"]).toBeGreaterThan(26 * 60 + 2 * 90);
  });

  it.each<[string, Partial<JobRequest>]>([
    ["something that is never shared", { exclusive: ["vzdump of a"] }],
    ["so much of each hour that at half the speed none is over in time", { durationMinutes: 31 }],
  ])("fail with both where the frequent one needs %s", (_, change) => {
    const { slots, minutes, findings } = place(
      { ...hourly, ...change },
      {
        ...job("long", 240),
        exclusive: change.exclusive,
      },
    );
    expect(Object.keys(slots)).toEqual(["hourly"]);
    expect(minutes).toEqual({});
    expect(findings).toMatchObject([
      {
        severity: "error",
        path: "backup:windows.nightly",
        message: expect.stringMatching(
          /long at backup:classes\.long: 4 h 05 min.*hourly at backup:classes\.hourly runs hourly/,
        ),
      },
    ]);
  });

  it("fail where the window has no room for the time that is lost", () => {
    const { slots } = place(hourly, job("long", 450));
    expect(Object.keys(slots)).toEqual(["hourly"]);
  });

  it("let those be over in time that need the same beside them", () => {
    const { slots, minutes } = place(hourly, job("a", 200), job("b", 180));
    expect(minutes).toEqual({ hourly: 4, a: 224, b: 204 });
    expect(slots).toMatchObject({ a: { schedule: "22:00" }, b: { schedule: "01:45" } });
  });

  it("keep as much time clear after each of their runs as the longest of them takes", () => {
    const night: Window = { days: ["sunday"], from: "00:00", hours: 5 };
    const morning: Window = { ...night, hours: 10 };
    const of = (id: string, minutes: number, change: Partial<JobRequest>) =>
      job(id, minutes, { window: "night", resources: ["link"], ...change });
    const requests = [
      of("a", 0.1, { frequency: "hourly" }),
      of("b", 59, { window: "morning", frequency: "continuous", firstRunMinutes: 60 }),
      of("c", 43, { window: "morning", frequency: "six-hourly" }),
      of("d", 7.1, { frequency: "six-hourly" }),
      of("e", 85, { frequency: "daily" }),
    ];
    const { slots, minutes, firstRuns } = placeJobs(
      requests,
      { night, morning },
      "America/New_York",
    );

    expect(slots["c"]?.schedule).toBe("sun 0,6:00");
    // Only the run at midnight stands still beside the hourly one, and yet both are said to take 99 minutes.
    expect(minutes["c"]).toBe(99);
    expect(firstRuns["b"]?.start).toBe("sun 07:40");
  });
});
