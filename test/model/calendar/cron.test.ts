import { cronSchedule, parseCron } from "../../../model/calendar/cron";
import { occurrences } from "../../../model/calendar/schedule";
import { Zone } from "../../../model/calendar/zone";
import { answers } from "./support/fixture";
import { cron, iso, runs } from "./support/runs";

const newYork = Zone.of("America/New_York");
const utc = Zone.of("UTC");

const between = (text: string, zone: Zone, from: string, to: string) =>
  [...occurrences(cronSchedule(cron(text), zone), Date.parse(from), Date.parse(to))].map(iso);

describe("cron expressions", () => {
  it.each([
    ["", "five fields"],
    ["0 0 * *", "five fields"],
    ["0 0 0 * * *", "five fields"],
    ["TZ=UTC 0 0 * * *", "timeZone"],
    ["@every 1h", "@daily"],
    ["@reboot", "@daily"],
    ["@toString", "@daily"],
    ["60 0 * * *", "minute 60"],
    ["0 24 * * *", "hour 24"],
    ["0 0 0 * *", "day of the month 0"],
    ["0 0 32 * *", "day of the month 32"],
    ["0 0 * 13 *", "month 13"],
    ["0 0 * * 7", "day of the week 7 is outside 0 to 6"],
    ["0 0 * * fri-mon", "backwards"],
    ["0 0 * * friday", '"friday"'],
    ["0 0 * mon *", '"mon"'],
    ["1-2-3 0 * * *", "more than one range"],
    ["*-5 0 * * *", '"*"'],
    ["*/0 0 * * *", "at least 1"],
    ["*/60 0 * * *", "at most 59"],
    ["1,,2 0 * * *", '""'],
    ["+1 0 * * *", '"+1"'],
    ["1/2/3 0 * * *", '"1/2"'],
    ["L 0 * * *", '"L"'],
  ])("fail on %j and say why", (text, reason) => {
    expect(parseCron(text)).toEqual({ reason: expect.stringContaining(reason) });
  });

  it("read names, ranges, steps and lists into the values they stand for", () => {
    expect(cron("5/25,1 8-17/4,22 1-7 JAN,oct-dec sun,Tue-thu")).toMatchObject({
      minutes: [1, 5, 30, 55],
      hours: [8, 12, 16, 22],
      days: [1, 2, 3, 4, 5, 6, 7],
      months: [1, 10, 11, 12],
      weekdays: [2, 3, 4, 7],
    });
  });
});

describe("the runs of a cron expression", () => {
  it("are on either day when days of the month and of the week are both named", () => {
    expect(between("0 0 13 * 5", utc, "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z")).toEqual([
      "2026-11-06T00:00:00Z",
      "2026-11-13T00:00:00Z",
      "2026-11-20T00:00:00Z",
      "2026-11-27T00:00:00Z",
    ]);
    expect(between("0 0 14 * 5", utc, "2026-11-10T00:00:00Z", "2026-11-16T00:00:00Z")).toHaveLength(
      2,
    );
  });

  it("lack a time that the clocks skip, and come twice at one that they repeat", () => {
    expect(between("30 2 * * 0", newYork, "2026-03-01T00:00:00Z", "2026-03-16T00:00:00Z")).toEqual([
      "2026-03-01T07:30:00Z",
      "2026-03-15T06:30:00Z",
    ]);
    expect(between("30 1 1 11 *", newYork, "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z")).toEqual(
      ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"],
    );
  });

  it.each(["0 0 30 2 *", "0 0 31 4,6,9,11 *"])("fail to come when %s does not exist", (text) => {
    expect(cronSchedule(cron(text), utc).next(0)).toBeUndefined();
  });

  // 2100 is no leap year: the day is more than five years off, where the library stops looking.
  it("fail to come when the next day is more than five years off", () => {
    expect(runs(cronSchedule(cron("0 3 29 2 *"), utc), "2096-02-28T00:00:00Z", 2)).toEqual([
      "2096-02-29T03:00:00Z",
    ]);
  });
});

describe("the cron library of Kubernetes", () => {
  const lines = answers("robfig-cron.tsv");

  it("was asked a few hundred times", () => {
    expect(lines.length).toBeGreaterThan(250);
  });

  it.each([...new Set(lines.map(({ zone }) => zone))])("gives the same runs in %s", (name) => {
    const theirs = lines.filter(({ zone }) => zone === name);
    const ours = theirs.map((answer) => {
      const schedule = cronSchedule(cron(answer.text), Zone.of(name));
      return { ...answer, runs: runs(schedule, answer.base, 6) };
    });

    expect(ours).toEqual(theirs);
  });
});
