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
          "message": "the window "sunday", open 42 h a week and 6 h at a time, cannot hold all of its jobs: link:lan is needed for 6 h a day and there are 5 h on the day on which the clocks go forward (6 h on any other), 1 h missing (a at backup:classes.a: 4 h 05 min, b at backup:classes.b: 1 h 55 min)",
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

  it("fails with the days on which the clocks are moved, when it is those that leave a job no place", () => {
    const window: Window = { ...sunday, days: ["sunday"] };
    const requests = [job("a", 350, { window: "sunday", frequency: "weekly" })];
    const [finding] = messages(requests, { sunday: window }, newYork);
    expect(finding?.message).toContain(
      "a at backup:classes.a: 5 h 55 min in a row, but the longest stretch is 5 h on the days on which the clocks are moved, 55 min missing",
    );
    expect(messages(requests, { sunday: window })).toEqual([]);
  });

  it("fails without the advice to make a window longer that is open all week", () => {
    const always: Window = { days: nightly.days, from: "00:00", hours: 24 };
    const [finding] = messages([job("a", 90, { frequency: "hourly" })], { nightly: always });
    expect(finding?.message).toContain("open 168 h a week");
    expect(finding?.fix).toMatch(/^give some of these jobs another window/);
  });

  it("fails with what is free for a job that finds no place between others, and what is needed in all", () => {
    const requests = [
      job("a", 240, { frequency: "weekly", resources: ["link:lan", "store:b"] }),
      job("b", 230, { frequency: "weekly", resources: ["link:lan", "store:a"] }),
      job("c", 100, { frequency: "weekly", resources: ["store:a", "store:b"] }),
    ];
    const short: Window = { ...sunday, hours: 8.5 };
    expect(messages(requests, { nightly: short })).toMatchInlineSnapshot(`
      [
        {
          "fix": "make backup:windows.nightly longer, or give some of these jobs another window, another day or a rarer schedule, or make them shorter: a faster link, or another place for some of the copies",
          "message": "the window "nightly", open 8 h 30 min a week and 8 h 30 min at a time, cannot hold all of its jobs: c at backup:classes.c: 1 h 45 min in a row, but the longest stretch with store:a, store:b free is 30 min, 1 h 15 min missing; store:a is needed for 5 h 40 min a week in all, of 8 h 30 min in which it may be used; store:b is needed for 5 h 50 min a week in all, of 8 h 30 min in which it may be used",
          "path": "backup:windows.nightly",
          "severity": "error",
        },
      ]
    `);
  });

  it("fails with the windows in which a link is needed longer than they are open together, and names each", () => {
    const windows = {
      early: { ...nightly, from: "20:00", hours: 6 },
      late: { ...nightly, from: "23:00", hours: 6 },
      noon: { ...nightly, from: "12:00", hours: 6 },
    };
    const requests = [
      job("a", 299, { window: "early" }),
      job("b", 299, { window: "late" }),
      job("c", 299, { window: "noon" }),
    ];
    const found = messages(requests, windows);
    expect(found).toMatchInlineSnapshot(`
      [
        {
          "fix": "make backup:windows.late longer by at least 7 h a week, or give some of these jobs another window, another day or a rarer schedule, or make them shorter: a faster link, or another place for some of the copies",
          "message": "the window "late", open 42 h a week and 6 h at a time, cannot hold all of its jobs: link:lan is needed for 70 h a week in the window "early" and the window "late" together and there are 63 h, 7 h missing (a at backup:classes.a: 5 h, b at backup:classes.b: 5 h)",
          "path": "backup:windows.late",
          "severity": "error",
        },
      ]
    `);
    expect(
      messages(requests.slice(0, 2), { ...windows, late: { ...windows.late, hours: 7 } }),
    ).toEqual([]);
  });

  it("fails with the week in which the clocks go forward, when windows are too short together in that alone", () => {
    const windows: Record<string, Window> = {
      first: { days: ["saturday"], from: "22:00", hours: 6 },
      second: { days: ["saturday"], from: "23:00", hours: 6 },
    };
    const requests = [
      job("a", 209, { window: "first", frequency: "weekly" }),
      job("b", 209, { window: "second", frequency: "weekly" }),
    ];
    expect(messages(requests, windows)).toEqual([]);
    expect(messages(requests, windows, newYork)).toMatchObject([
      {
        message: expect.stringContaining(
          'link:lan is needed for 7 h a week in the window "first" and the window "second" together and there are 6 h in the week in which the clocks go forward (7 h in any other), 1 h missing',
        ),
      },
    ]);
  });

  it("fails with the job that runs so often that another one finds no stretch, and what both need", () => {
    const requests = [
      job("hourly", 2, { window: undefined, frequency: "hourly", exclusive: ["vzdump of a"] }),
      job("long", 240, { exclusive: ["vzdump of a"] }),
    ];
    expect(messages(requests, { nightly })).toMatchInlineSnapshot(`
      [
        {
          "fix": "make backup:windows.nightly longer, or give some of these jobs another window, another day or a rarer schedule, or make them shorter: a faster link, or another place for some of the copies",
          "message": "the window "nightly", open 56 h a week and 8 h at a time, cannot hold all of its jobs: long at backup:classes.long: 4 h 05 min in a row, but the longest stretch with link:lan, vzdump of a free is 55 min, 3 h 10 min missing: hourly at backup:classes.hourly runs hourly for 5 min with link:lan, vzdump of a; link:lan is needed for 42 h 35 min a week in all, of 168 h in which it may be used; vzdump of a is needed for 42 h 35 min a week in all, of 168 h in which it may be used",
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
