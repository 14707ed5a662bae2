import { eventValues, parseCalendarEvent } from "../../../model/calendar/calendar-event";
import { event } from "./support/runs";

const values = (text: string) => eventValues(event(text));

describe("calendar events", () => {
  // The examples of the handbooks of Proxmox Backup Server and Proxmox VE, and the forms that the lab uses.
  it.each([
    "mon,tue,wed,thu,fri",
    "mon..fri",
    "12:05",
    "*:00/5",
    "0/1:0/5",
    "mon..wed *:30/10",
    "mon..fri 8..17,22:0/15",
    "fri 12..13:5/20",
    "12,14,16,18,20,22:5",
    "12/2:5",
    "*:*",
    "*-05",
    "Sat *-1..7 15:00",
    "2015-10-21",
    "01,05..10,12/02:00",
    "sun 02:00",
    "*-01 05:00",
    "2026-11-22 02:00:30",
    "22:00 UTC",
    "daily UTC",
    "mon  \t 02:00",
    "Monday..fri 1:30",
    "mon..tue,fri 0/2:00",
    "*/4:00",
    "semi-annually",
    "1..10/2:00",
    "mon12:05",
    "22:00UTC",
    "sat ",
  ])("accept %s", (text) => {
    expect(parseCalendarEvent(text)).not.toHaveProperty("reason");
  });

  it.each([
    ["", "empty"],
    [" 02:00", "white space"],
    ["02:00\n", "white space"],
    ["sunny 02:00", "sunny"],
    ["mon..wed..fri 02:00", '"..fri 02:00" is neither'],
    ["mon..", '"" is not a day of the week'],
    ["mon,,tue", '"" is not a day of the week'],
    ["Daily", "keyword"],
    ["daily 02:00", '"daily" is not a day of the week'],
    ["UTC", "empty"],
    ["22:00 utc", "utc"],
    ["25:00:00", "hour 25"],
    ["*-32 02:00", "day of the month 32"],
    ["*-13-1", "month 13"],
    ["2200-01-01", "year 2200"],
    ["mon 02:60", "minute 60"],
    ["02:00:60", "second 60"],
    ["02:00:00.5", '".5" is neither'],
    ["10..2:00", "backwards"],
    ["*:*/0", '"/0" is neither'],
    ["*:0/60", "the step of the minute 60 is outside"],
    ["0/24:00:00", "the step of the hour 24 is outside"],
    ["*,5:00", '"*" stands alone in the hour'],
    ["*/2,5:00", '",5:00" is neither'],
    ["02:00 Europe/Berlin", "Europe/Berlin"],
    ["02:00 mon", '"mon" is neither'],
    ["@1700000000", "@1700000000"],
    ["*-02~01", '"~01" is neither'],
    ["1-2-3-4 02:00", '"-4 02:00" is neither'],
    ["1:2:3:4", '":4" is neither'],
    ["8-18 foo", '"foo" is neither'],
    ["constructor", "constructor"],
    ["__proto__", "__proto__"],
  ])("fail on %j and say why", (text, reason) => {
    expect(parseCalendarEvent(text)).toEqual({ reason: expect.stringContaining(reason) });
  });

  it("read days of the week across the end of the week", () => {
    expect(event("sat..mon 01:00").weekdays).toEqual([1, 6, 7]);
  });

  it("take a missing time as midnight and a missing date as every day", () => {
    const { hours, minutes, seconds, days, months } = values("mon");

    expect({ hours, minutes, seconds }).toEqual({ hours: [0], minutes: [0], seconds: [0] });
    expect([days.length, months.length]).toEqual([31, 12]);
  });

  it("read lists, ranges and steps into the values they stand for", () => {
    expect(values("6,4..6,20/2:5/25,0").hours).toEqual([4, 5, 6, 20, 22]);
    expect(values("6,4..6,20/2:5/25,0").minutes).toEqual([0, 5, 30, 55]);
    expect(values("*/4-02-29").years.slice(0, 2)).toEqual([1972, 1976]);
    expect(values("*-*/3-01").months).toEqual([1, 4, 7, 10]);
  });

  it.each([
    ["minutely", "*-*-* *:*:00"],
    ["hourly", "*-*-* *:00:00"],
    ["daily", "*-*-* 00:00:00"],
    ["weekly", "mon *-*-* 00:00:00"],
    ["monthly", "*-*-01 00:00:00"],
    ["yearly", "*-01-01 00:00:00"],
    ["annually", "*-01-01 00:00:00"],
    ["quarterly", "*-01,04,07,10-01 00:00:00"],
    ["semiannually", "*-01,07-01 00:00:00"],
    ["semi-annually", "*-01,07-01 00:00:00"],
  ])("read %s as %s", (keyword, spelled) => {
    expect(values(keyword)).toEqual(values(spelled));
    expect(event(keyword).weekdays).toEqual(event(spelled).weekdays);
  });

  it.each(["22", "mon..fri 22", "24:00", "sat 25:00", "20,24:00", "0/24:00"])(
    "know that %s says no hour, so that it comes every hour",
    (text) => {
      expect(event(text).everyHourUnsaid).toBe(true);
      expect(values(text).hours).toHaveLength(24);
    },
  );

  it.each(["22:00", "*:22", "mon", "hourly", "2026-11-22"])(
    "know that %s says its hours",
    (text) => {
      expect(event(text).everyHourUnsaid).toBe(false);
    },
  );
});
