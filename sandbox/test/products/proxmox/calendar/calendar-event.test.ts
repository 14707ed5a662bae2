import * as fc from "fast-check";

import { parseCalendarEvent } from "../../../../products/proxmox/calendar/calendar-event";
import { nextRun } from "../../../../products/proxmox/calendar/next-run";

const utc = (text: string) => Date.parse(text) / 1000;

/** The next run in UTC, in ISO form. */
const following = (event: string, after: string) => {
  const found = nextRun(parseCalendarEvent(`${event} UTC`), utc(after));
  return found === undefined ? undefined : new Date(found * 1000).toISOString();
};

describe("calendar events", () => {
  it.each([
    "daily",
    "semi-annually",
    "mon",
    "Monday..fri",
    "sat,sun 02:00",
    "fri..mon 1:30",
    "02:00",
    "02:00:30",
    "*:0/15",
    "*-*-*",
    "*-01 05:00",
    "2026-11-22 UTC",
    "sat *-1..7 15:00",
    "mon..fri 8..17,22:0/15",
    "*/4:00",
  ])("take %s", (text) => {
    expect(() => parseCalendarEvent(text)).not.toThrow();
  });

  it.each([
    ["", "'' - Context(\"date or time specification\")"],
    [" 02:00", "' 02:00' - Context(\"date or time specification\")"],
    ["@1700000000", 'Context("date or time specification")'],
    ["02:00 Europe/Berlin", "' Europe/Berlin' - Nom(Eof)"],
    ["sunny 02:00", "'sunny' - Context(\"weekday\")"],
    ["mon..wed..fri", "'..fri' - Nom(Eof)"],
    ["Daily", "'Daily' - Context(\"weekday\")"],
    ["24:00:00", "':00' - Nom(Eof)"],
    ["mon 02:60", "'02:60' - Nom(Eof)"],
    ["02:00:00.5", "'.5' - Nom(Eof)"],
    ["*-02~01", "'~01' - Nom(Eof)"],
    ["5..3:00", 'Context("date or time specification")'],
    ["*:*/0", "'/0' - Nom(Eof)"],
    ["02:00\n", "'\n' - Nom(Eof)"],
  ])("fail for %j", (text, reason) => {
    expect(() => parseCalendarEvent(text)).toThrow(`unable to parse calendar event at `);
    expect(() => parseCalendarEvent(text)).toThrow(reason);
  });

  it.each([
    ["minutely", "2026-11-22T10:00:00Z", "2026-11-22T10:01:00.000Z"],
    ["hourly", "2026-11-22T10:00:00Z", "2026-11-22T11:00:00.000Z"],
    ["daily", "2026-11-22T10:00:00Z", "2026-11-23T00:00:00.000Z"],
    ["weekly", "2026-11-22T10:00:00Z", "2026-11-23T00:00:00.000Z"],
    ["monthly", "2026-11-22T10:00:00Z", "2026-12-01T00:00:00.000Z"],
    ["quarterly", "2026-11-22T10:00:00Z", "2027-01-01T00:00:00.000Z"],
    ["semiannually", "2026-02-22T10:00:00Z", "2026-07-01T00:00:00.000Z"],
    ["yearly", "2026-11-22T10:00:00Z", "2027-01-01T00:00:00.000Z"],
    ["sun 02:00", "2026-11-22T02:00:00Z", "2026-11-29T02:00:00.000Z"],
    ["sat *-1..7 15:00", "2026-11-22T10:00:00Z", "2026-12-05T15:00:00.000Z"],
    ["*-02-29", "2026-11-22T10:00:00Z", "2028-02-29T00:00:00.000Z"],
    ["*-02-29", "2096-03-01T00:00:00Z", "2104-02-29T00:00:00.000Z"],
    ["*:7/20", "2026-11-22T10:47:00Z", "2026-11-22T11:07:00.000Z"],
  ])("put the run of %s after %s at %s", (event, after, expected) => {
    expect(following(event, after)).toBe(expected);
  });

  it("never come when their day does not exist", () => {
    expect(following("2025-01-01", "2026-11-22T10:00:00Z")).toBeUndefined();
    expect(following("*-02-30", "2026-11-22T10:00:00Z")).toBeUndefined();
  });

  it("come next at a moment that matches, with no matching minute skipped", () => {
    const minute = fc.integer({ min: 0, max: 59 });
    const hour = fc.integer({ min: 0, max: 23 });
    const start = fc.integer({
      min: utc("2026-01-01T00:00:00Z"),
      max: utc("2028-01-01T00:00:00Z"),
    });
    fc.assert(
      fc.property(hour, minute, start, (hours, minutes, after) => {
        const found = nextRun(parseCalendarEvent(`${hours}:${minutes} UTC`), after) ?? 0;
        expect(found % 86400).toBe(hours * 3600 + minutes * 60);
        expect(found).toBeGreaterThan(after);
        expect(found - after).toBeLessThanOrEqual(86400);
      }),
    );
  });
});
