import { isCalendarEventFault, parseCalendarEvent } from "../../model/calendar-event";

describe("calendar events", () => {
  // The examples of the Proxmox Backup Server documentation, and the forms that the lab uses.
  it.each([
    "daily",
    "hourly",
    "weekly",
    "monthly",
    "semi-annually",
    "sun 02:00",
    "mon..fri 8:00",
    "mon,wed,fri 20:30",
    "sat *-1..7 15:00",
    "*-01 05:00",
    "2026-11-22 02:00:30",
    "*:0/15",
    "22:00 UTC",
    "mon..tue,fri 0/2:00",
  ])("accepts %s", (text) => {
    expect(isCalendarEventFault(parseCalendarEvent(text))).toBe(false);
  });

  it.each([
    ["", "empty"],
    ["sunny 02:00", "sunny"],
    ["25:00", "hour 25"],
    ["*-32 02:00", "day of the month 32"],
    ["mon 02:60", "minute 60"],
    ["1..10/2:00", "1..10/2"],
    ["10..2:00", "backwards"],
    ["*:0/0", "at least 1"],
    ["02:00 Europe/Berlin", "europe/berlin"],
    ["@1700000000", "@1700000000"],
    ["1-2-3-4 02:00", "year-month-day"],
  ])("fails on %s and says why", (text, reason) => {
    const parsed = parseCalendarEvent(text);

    expect(isCalendarEventFault(parsed) && parsed.reason).toContain(reason);
  });

  it("reads week days across the end of the week", () => {
    const parsed = parseCalendarEvent("sat..mon 01:00");

    expect(isCalendarEventFault(parsed) || [...parsed.weekdays].sort()).toEqual([1, 6, 7]);
  });

  it("takes a missing time as midnight and a missing date as every day", () => {
    const parsed = parseCalendarEvent("mon");

    expect(parsed).toMatchObject({
      hours: [{ kind: "value", value: 0 }],
      days: [{ kind: "step", from: 1, step: 1 }],
    });
  });
});
