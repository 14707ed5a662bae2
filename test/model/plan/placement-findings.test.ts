import { weekdays } from "../../../model/calendar/weekday";
import { type Window } from "../../../model/estate";
import { type JobRequest } from "../../../model/plan/job-request";
import { placeJobs } from "../../../model/plan/placement";
import { job, nightly, sunday } from "./support/job-requests";

const newYork = "America/New_York";

describe("a window that is too short", () => {
  const messages = (
    requests: readonly JobRequest[],
    windows: Record<string, Window>,
    timezone = "UTC",
  ) => placeJobs(requests, windows, timezone).findings;

  it("fails with the jobs, how long they need and how much is missing", () => {
    const requests = [job("a", 300), job("b", 200), job("c", 100)];
    expect(messages(requests, { nightly })).toMatchInlineSnapshot(`
      [
        {
          "fix": "make backup:windows.nightly longer by at least 2 h 15 min a day, or give some of these jobs another window, another day or a rarer schedule, or make them shorter: a faster link, or another place for some of the copies",
          "message": "the window "nightly", open 56 h a week and 8 h at a time, cannot hold all of its jobs: link:lan is needed for 10 h 15 min a day and there are 8 h, 2 h 15 min missing (a at backup:classes.a: 5 h 05 min, b at backup:classes.b: 3 h 25 min, c at backup:classes.c: 1 h 45 min)",
          "path": "backup:windows.nightly",
          "severity": "error",
        },
      ]
    `);
  });

  it("fails with the day on which the clocks go forward, when it is that day which is too short", () => {
    const requests = [job("a", 240, { window: "sunday" }), job("b", 110, { window: "sunday" })];
    expect(messages(requests, { sunday: { ...sunday, days: [...weekdays] } })).toEqual([]);
    expect(messages(requests, { sunday: { ...sunday, days: [...weekdays] } }, newYork))
      .toMatchInlineSnapshot(`
      [
        {
          "fix": "make backup:windows.sunday longer by at least 1 h a day, or give some of these jobs another window, another day or a rarer schedule, or make them shorter: a faster link, or another place for some of the copies",
          "message": "the window "sunday", open 42 h a week and 6 h at a time, cannot hold all of its jobs: link:lan is needed for 6 h a day and there are 5 h on the day on which the clocks go forward, 1 h missing (a at backup:classes.a: 4 h 05 min, b at backup:classes.b: 1 h 55 min)",
          "path": "backup:windows.sunday",
          "severity": "error",
        },
      ]
    `);
  });

  it("fails with a job that is longer than it", () => {
    expect(messages([job("a", 500), job("b", 100)], { nightly })).toMatchInlineSnapshot(`
      [
        {
          "fix": "make backup:windows.nightly longer, or give some of these jobs another window, another day or a rarer schedule, or make them shorter: a faster link, or another place for some of the copies",
          "message": "the window "nightly", open 56 h a week and 8 h at a time, cannot hold all of its jobs: a at backup:classes.a: 8 h 25 min in a row, but the longest stretch is 8 h, 25 min missing",
          "path": "backup:windows.nightly",
          "severity": "error",
        },
      ]
    `);
    expect(messages([job("a", Infinity)], { nightly })).toMatchInlineSnapshot(`
      [
        {
          "fix": "make backup:windows.nightly longer, or give some of these jobs another window, another day or a rarer schedule, or make them shorter: a faster link, or another place for some of the copies",
          "message": "the window "nightly", open 56 h a week and 8 h at a time, cannot hold all of its jobs: a at backup:classes.a: no end of time in a row, but the longest stretch is 8 h, no end of time missing",
          "path": "backup:windows.nightly",
          "severity": "error",
        },
      ]
    `);
  });

  it("fails with what is free for a job that finds no place between those of other windows", () => {
    const early: Window = { ...nightly, hours: 5 };
    const requests = [
      job("a", 290, { window: "early" }),
      job("b", 240, { resources: ["link:lan", "store:a"] }),
      job("c", 30, { resources: ["link:lan"] }),
    ];
    expect(messages(requests, { nightly, early })).toMatchInlineSnapshot(`
      [
        {
          "fix": "make backup:windows.nightly longer, or give some of these jobs another window, another day or a rarer schedule, or make them shorter: a faster link, or another place for some of the copies",
          "message": "the window "nightly", open 56 h a week and 8 h at a time, cannot hold all of its jobs: b at backup:classes.b: 4 h 05 min in a row, but the longest stretch with link:lan, store:a free is 2 h 30 min, 1 h 35 min missing",
          "path": "backup:windows.nightly",
          "severity": "error",
        },
      ]
    `);
  });

  it("fails with ten jobs by name and the number of the others", () => {
    const requests = Array.from({ length: 50 }, (_, index) => job(`job${index}`, 60));
    const [finding] = messages(requests, { nightly });
    expect(finding?.message).toContain("job17 at backup:classes.job17: 1 h 05 min, and 40 more");
  });
});
