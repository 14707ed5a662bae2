import { calendarEventSchedule, nextRun } from "../../../model/calendar/calendar-event-schedule";
import { occurrences } from "../../../model/calendar/schedule";
import { Zone } from "../../../model/calendar/zone";
import { answers } from "./support/fixture";
import { event, iso, runs } from "./support/runs";

const newYork = Zone.of("America/New_York");
const utc = Zone.of("UTC");

const between = (text: string, zone: Zone, from: string, to: string) =>
  [...occurrences(calendarEventSchedule(event(text), zone), Date.parse(from), Date.parse(to))].map(
    iso,
  );

describe("the runs of a calendar event", () => {
  // What the tables of examples in the handbooks of Proxmox Backup Server and Proxmox VE say in words; 22 November 2026
  // is a Sunday.
  it.each([
    ["fri 12..13:5/20", "27T12:05 27T12:25 27T12:45 27T13:05 27T13:25 27T13:45"],
    ["fri 12,13:5/20", "27T12:05 27T12:25 27T12:45 27T13:05 27T13:25 27T13:45"],
    ["mon,wed,fri", "23T00:00 25T00:00 27T00:00"],
    ["sat..sun", "22T00:00 28T00:00"],
    ["mon..fri", "23T00:00 24T00:00 25T00:00 26T00:00 27T00:00"],
    ["tue 12/2:5", "24T12:05 24T14:05 24T16:05 24T18:05 24T20:05 24T22:05"],
    ["weekly", "23T00:00"],
    ["*-25", "25T00:00"],
    ["2026-11-26", "26T00:00"],
    ["2015-10-21", ""],
  ])("of %s are as the handbooks say", (text, expected) => {
    const week = between(text, utc, "2026-11-22T00:00:00Z", "2026-11-29T00:00:00Z");

    expect(week.map((run) => run.slice(8, 16)).join(" ")).toBe(expected);
  });

  it.each([
    ["*:00/5", 288],
    ["0/1:0/5", 288],
    ["mon..wed *:30/10", 72],
    ["mon..fri 8..17,22:0/15", 44],
    ["*:*", 1440],
    ["minutely", 1440],
    ["hourly", 24],
    ["*:*:*", 86_400],
    ["thu *:*", 0],
  ])("of %s on a Monday are %d", (text, count) => {
    expect(between(text, utc, "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z")).toHaveLength(count);
  });

  it("of the first Saturday come once a month", () => {
    const year = between("Sat *-1..7 15:00", utc, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");

    expect(year.map((run) => run.slice(5, 16)).join(" ")).toBe(
      "01-03T15:00 02-07T15:00 03-07T15:00 04-04T15:00 05-02T15:00 06-06T15:00 " +
        "07-04T15:00 08-01T15:00 09-05T15:00 10-03T15:00 11-07T15:00 12-05T15:00",
    );
  });

  it.each(["2021-02-29", "02-30", "*-4,6,9,11-31", "2015-10-21", "2026-11-22 02:00:00 UTC"])(
    "fail to come, without looking for ever, when %s is past or does not exist",
    (text) => {
      expect(nextRun(event(text), Date.parse("2026-11-22T02:00:00Z"), newYork)).toBeUndefined();
    },
  );

  it("go on after 2199, and begin with 1970", () => {
    const yearly = calendarEventSchedule(event("yearly"), utc);

    expect(runs(yearly, "2198-06-01T00:00:00Z", 2)).toEqual([
      "2199-01-01T00:00:00Z",
      "2200-01-01T00:00:00Z",
    ]);
    expect(yearly.next(Infinity)).toBeUndefined();
    expect(runs(yearly, "1900-06-01T00:00:00Z", 1)).toEqual(["1970-01-01T00:00:00Z"]);
  });

  it("are strictly after, to the second", () => {
    const at = Date.parse("2026-11-22T07:00:00Z");

    expect(iso(nextRun(event("02:00"), at - 1, newYork) ?? 0)).toBe("2026-11-22T07:00:00Z");
    expect(iso(nextRun(event("02:00"), at, newYork) ?? 0)).toBe("2026-11-23T07:00:00Z");
    expect(iso(nextRun(event("*:*:*"), at + 0.5, newYork) ?? 0)).toBe("2026-11-22T07:00:01Z");
  });

  it("keep to UTC when the event says so", () => {
    expect(
      runs(calendarEventSchedule(event("sun 02:00 UTC"), newYork), "2026-11-22T00:00:00Z", 2),
    ).toEqual(["2026-11-22T02:00:00Z", "2026-11-29T02:00:00Z"]);
  });
});

describe("when clocks are moved", () => {
  it("a time that is skipped has no run", () => {
    const runsInMarch = between(
      "sun 02:30",
      newYork,
      "2026-03-01T00:00:00Z",
      "2026-03-16T00:00:00Z",
    );

    expect(runsInMarch).toEqual(["2026-03-01T07:30:00Z", "2026-03-15T06:30:00Z"]);
  });

  it("a time that is repeated has one run, the first", () => {
    expect(between("*:0/30", newYork, "2026-11-01T05:00:00Z", "2026-11-01T07:30:00Z")).toEqual([
      "2026-11-01T05:00:00Z",
      "2026-11-01T05:30:00Z",
      "2026-11-01T07:00:00Z",
    ]);
  });

  it("a zone that skips midnight skips that day's run at midnight", () => {
    const cairo = between(
      "daily",
      Zone.of("Africa/Cairo"),
      "2026-04-22T00:00:00Z",
      "2026-04-26T00:00:00Z",
    );

    expect(cairo).toEqual(["2026-04-22T22:00:00Z", "2026-04-24T21:00:00Z", "2026-04-25T21:00:00Z"]);
  });
});

describe("systemd", () => {
  const lines = answers("systemd.tsv");
  /** Of these Proxmox loses runs at the beginning of a month: see the walk in `calendar-event-schedule.ts`. */
  const lossy = "*-1/5";
  const losing = [lossy, "mon,wed *-2/9 00:30"];
  const gaveUp = lines.filter((answer) => answer.runs[0] === "loops");
  const answered = lines.filter(
    ({ text, runs: [first] }) => first !== "loops" && !losing.includes(text),
  );

  it("was asked a few hundred times", () => {
    expect(answered.length).toBeGreaterThan(300);
    expect(new Set(answered.map(({ text }) => text)).size).toBeGreaterThan(20);
  });

  it.each([...new Set(answered.map(({ zone }) => zone))])("gives the same runs in %s", (name) => {
    const theirs = answered.filter(({ zone }) => zone === name);
    const ours = theirs.map((answer) => {
      const schedule = calendarEventSchedule(event(answer.text), Zone.of(name));
      return { ...answer, runs: runs(schedule, answer.base, 6) };
    });

    expect(ours).toEqual(theirs);
  });

  it("also runs on each first of a month, which Proxmox loses after a run in the month before", () => {
    const asked = lines.find(({ base, text }) => text === lossy && base.startsWith("2028-02"));
    const theirs = asked?.runs ?? [];
    const ours = runs(calendarEventSchedule(event(lossy), utc), "2028-02-27T22:10:00Z", 5);

    expect(theirs[0]).toBe("2028-03-01T00:00:00Z");
    expect(ours).toEqual(theirs.slice(1));
  });

  // systemd searches from midnight and never gets past one that the clocks skip; Proxmox does.
  it("gives up where midnight is skipped, and only there", () => {
    expect(new Set(gaveUp.map(({ zone }) => zone))).toEqual(
      new Set(["America/Santiago", "Africa/Cairo"]),
    );
    for (const { zone, base, text } of gaveUp) {
      expect(runs(calendarEventSchedule(event(text), Zone.of(zone)), base, 6)).toHaveLength(6);
    }
  });
});

describe("ten years of daily runs", () => {
  it("are listed in far less than 50 ms", () => {
    const milliseconds = ["America/Chicago", "Europe/Paris", "Asia/Tokyo", "UTC"].map((zone) => {
      const before = process.cpuUsage();
      const schedule = calendarEventSchedule(event("01:30"), Zone.of(zone));
      const found = [...occurrences(schedule, Date.UTC(2026, 0, 1), Date.UTC(2036, 0, 1))];
      const { user, system } = process.cpuUsage(before);

      expect(found).toHaveLength(3652);
      return (user + system) / 1000;
    });

    // The best of four: compiling and collecting garbage may fall into one of them.
    expect(Math.min(...milliseconds)).toBeLessThan(50);
  });
});
