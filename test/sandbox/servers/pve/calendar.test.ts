import { parseCalendarEvent } from "../../../../sandbox/servers/pve/calendar/calendar-event";
import { nextRun } from "../../../../sandbox/servers/pve/calendar/next-run";
import { type RunningPve, startPve } from "./pve-server";

/** The first run after a moment; both in UTC. */
function next(event: string, after: string): string | undefined {
  const parsed = parseCalendarEvent(`${event} UTC`);
  if ("fault" in parsed) throw new Error(parsed.fault);
  const found = nextRun(parsed, Date.parse(after) / 1000);
  return found === undefined ? undefined : new Date(found * 1000).toISOString();
}

describe("a calendar event", () => {
  // 22 November 2026 is a Sunday.
  const now = "2026-11-22T00:00:00Z";

  it.each([
    ["sun 01:00", "2026-11-22T01:00:00.000Z"],
    ["mon..fri 22:30", "2026-11-23T22:30:00.000Z"],
    ["fri..sun 00:00", "2026-11-27T00:00:00.000Z"],
    ["Wednesday 04:00", "2026-11-25T04:00:00.000Z"],
    ["sat *-1..7 15:00", "2026-12-05T15:00:00.000Z"],
    ["*-01 05:00", "2026-12-01T05:00:00.000Z"],
    ["2028-02-29", "2028-02-29T00:00:00.000Z"],
    ["02-29 12:00", "2028-02-29T12:00:00.000Z"],
    ["*:0/15", "2026-11-22T00:15:00.000Z"],
    ["*/20", "2026-11-22T00:20:00.000Z"],
    ["8..17,22:05:30", "2026-11-22T08:05:30.000Z"],
    ["0/6:00", "2026-11-22T06:00:00.000Z"],
    ["mon", "2026-11-23T00:00:00.000Z"],
  ])("'%s' comes next on %s", (event, expected) => {
    expect(next(event, now)).toBe(expected);
  });

  it.each([
    ["minutely", "2026-11-22T00:01:00.000Z"],
    ["hourly", "2026-11-22T01:00:00.000Z"],
    ["daily", "2026-11-23T00:00:00.000Z"],
    ["Weekly", "2026-11-23T00:00:00.000Z"],
    ["monthly", "2026-12-01T00:00:00.000Z"],
    ["quarterly", "2027-01-01T00:00:00.000Z"],
    ["semi-annually", "2027-01-01T00:00:00.000Z"],
    ["semiannually", "2027-01-01T00:00:00.000Z"],
    ["yearly", "2027-01-01T00:00:00.000Z"],
    ["annually", "2027-01-01T00:00:00.000Z"],
  ])("the keyword '%s' comes next on %s", (event, expected) => {
    const parsed = parseCalendarEvent(event);
    const found =
      "fault" in parsed ? undefined : nextRun({ ...parsed, utc: true }, Date.parse(now) / 1000);
    expect(new Date((found ?? 0) * 1000).toISOString()).toBe(expected);
  });

  it("never comes again when its year is over", () => {
    expect(next("2015-10-21", now)).toBeUndefined();
  });

  it("is in the server's time zone unless it says UTC", () => {
    const parsed = parseCalendarEvent("03:00");
    const found = "fault" in parsed ? undefined : nextRun(parsed, Date.parse(now) / 1000);
    expect(new Date((found ?? 0) * 1000).getHours()).toBe(3);
  });

  it.each([
    ["", "unable to parse calendar event - event is empty"],
    ["UTC", "unable to parse weekday 'UTC'"],
    ["sunny 02:00", "unable to parse weekday 'sunny'"],
    ["fri..mon", "wrong order in range 'fri..mon'"],
    ["mon..tue..wed", "unable to parse 'mon..tue..wed'"],
    ["25:00", "value '25' out of range"],
    ["02:60", "value '60' out of range"],
    ["*/61", "repetition '61' out of range"],
    ["22..2:00", "wrong order in range '22..2'"],
    ["1..10/2:00", "unable to parse '1..10/2'"],
    ["mon 0 0", "unable to parse calendar event - unused parts"],
    ["@1700000000", "unable to parse '@1700000000'"],
    ["02:00 Europe/Berlin", "unable to parse calendar event - unused parts"],
    ["*-13-01", "value '13' out of range"],
    ["*-*-32", "value '32' out of range"],
    ["1-2-3-4", "unable to parse date '1-2-3-4'"],
    ["1:2:3:4", "unable to parse time '1:2:3:4'"],
    ["02:00:00.5", "unable to parse '00.5'"],
    ["*:*/0", "unable to parse '*/0'"],
    ["02:", "unable to parse ''"],
  ])("fails for '%s'", (event, fault) => {
    expect(parseCalendarEvent(event)).toEqual({ fault });
  });
});

describe("schedule-analyze", () => {
  let pve: RunningPve;
  beforeAll(async () => (pve = await startPve()));
  afterAll(() => pve.stop());
  const analyze = (parameters: Record<string, string>) =>
    pve.call("GET", "/cluster/jobs/schedule-analyze", parameters);

  it("answers the next runs from a moment", async () => {
    const start = Date.parse("2026-11-22T00:00:00Z") / 1000;
    const answer = await analyze({
      schedule: "sun 01:00 UTC",
      iterations: "2",
      starttime: String(start),
    });
    expect(answer.data).toEqual([
      { timestamp: start + 3600, utc: "2026-11-22 01:00:00 UTC" },
      { timestamp: start + 3600 + 7 * 86400, utc: "2026-11-29 01:00:00 UTC" },
    ]);
  });

  it("answers ten runs from now by default", async () => {
    expect((await analyze({ schedule: "hourly" })).data).toHaveLength(10);
  });

  it("fails for a bad event and for too many runs", async () => {
    const answer = await analyze({ schedule: "whenever", iterations: "101" });
    expect(answer.errors).toEqual({
      schedule:
        "invalid format - invalid calendar event 'whenever' - unable to parse weekday 'whenever'",
      iterations: "value must have a maximum value of 100",
    });
  });
});
