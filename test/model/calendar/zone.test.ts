import * as fc from "fast-check";
import { Zone } from "../../../model/calendar/zone";
import { iso } from "./support/runs";

const hour = 3_600_000;

const instants = (zone: string, wall: string) =>
  Zone.of(zone)
    .instants(Date.parse(`${wall}Z`))
    .map(iso);

describe("a time zone", () => {
  it("reads its clocks", () => {
    const instant = Date.parse("2026-07-01T12:00:00Z");

    expect(iso(Zone.of("America/New_York").wallTime(instant))).toBe("2026-07-01T08:00:00Z");
    expect(iso(Zone.of("Asia/Kolkata").wallTime(instant))).toBe("2026-07-01T17:30:00Z");
    expect(Zone.of("UTC").wallTime(instant)).toBe(instant);
  });

  it.each([
    ["America/New_York", "2026-03-08T01:59:59", ["2026-03-08T06:59:59Z"]],
    ["America/New_York", "2026-03-08T02:00:00", []],
    ["America/New_York", "2026-03-08T02:59:59", []],
    ["America/New_York", "2026-03-08T03:00:00", ["2026-03-08T07:00:00Z"]],
    ["America/New_York", "2026-11-01T00:59:59", ["2026-11-01T04:59:59Z"]],
    ["America/New_York", "2026-11-01T01:00:00", ["2026-11-01T05:00:00Z", "2026-11-01T06:00:00Z"]],
    ["America/New_York", "2026-11-01T02:00:00", ["2026-11-01T07:00:00Z"]],
    ["Australia/Lord_Howe", "2026-10-04T02:29:00", []],
    ["Australia/Lord_Howe", "2026-10-04T02:30:00", ["2026-10-03T15:30:00Z"]],
    [
      "Australia/Lord_Howe",
      "2026-04-05T01:45:00",
      ["2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"],
    ],
    ["America/Santiago", "2026-09-06T00:30:00", []],
    ["Pacific/Apia", "2011-12-30T12:00:00", []],
    ["Pacific/Apia", "2011-12-31T12:00:00", ["2011-12-30T22:00:00Z"]],
    ["Asia/Kolkata", "2026-03-08T02:30:00", ["2026-03-07T21:00:00Z"]],
  ])("in %s shows %s at %j", (zone, wall, expected) => {
    expect(instants(zone, wall)).toEqual(expected);
  });

  it("ends a period when its clocks are moved", () => {
    const zone = Zone.of("Europe/Berlin");
    const moved = Date.parse("2026-10-25T01:00:00Z");

    expect(zone.periodAt(moved - 1)).toMatchObject({ until: moved, offset: 2 * hour });
    expect(zone.offset(moved)).toBe(hour);
  });

  it("comes back from an instant to the instant", () => {
    const zones = ["America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Apia"];
    const seconds = fc.integer({ min: 0, max: 7_258_118_400 });

    fc.assert(
      fc.property(fc.constantFrom(...zones), seconds, (name, second) => {
        const zone = Zone.of(name);

        expect(zone.instants(zone.wallTime(second * 1000))).toContain(second * 1000);
      }),
    );
  });

  // Zones that stop and resume summer time for Ramadan, that changed their rules often, or moved across the date line.
  it.each(["Africa/Casablanca", "Africa/Cairo", "Asia/Gaza", "Europe/Istanbul", "Pacific/Apia"])(
    "overlooks no move of the clocks in %s",
    (name) => {
      const clock = new Intl.DateTimeFormat("sv-SE", {
        timeZone: name,
        dateStyle: "short",
        timeStyle: "medium",
      });
      const zone = Zone.of(name);
      for (let at = Date.UTC(2000, 0, 1); at < Date.UTC(2045, 0, 1); at += 37 * hour) {
        const read = Date.parse(`${clock.format(at).replace(" ", "T")}Z`);
        if (zone.wallTime(at) !== read) throw new Error(`${name} differs at ${iso(at)}`);
      }
    },
  );

  it.each(["Mars/Olympus", "", "EST5EDT4"])("fails for %j, which is none", (name) => {
    expect(() => Zone.of(name)).toThrow(RangeError);
  });
});
