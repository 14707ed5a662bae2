import { parseCalendarEvent } from "../../../model/calendar/calendar-event";
import { isScheduleFault } from "../../../model/calendar/schedule-fault";

const parsed = (text: string) => {
  const event = parseCalendarEvent(text);
  if (isScheduleFault(event)) throw new Error(event.reason);
  return event;
};

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
  ])("accept %s", (text) => {
    expect(parseCalendarEvent(text)).not.toHaveProperty("reason");
  });

  it.each([
    ["", "empty"],
    [" 02:00", "white space"],
    ["02:00\n", "white space"],
    ["sunny 02:00", "sunny"],
    ["mon..wed..fri 02:00", "more than one range"],
    ["mon..", '"" is not a day of the week'],
    ["mon,,tue", '"" is not a day of the week'],
    ["Daily", "keyword"],
    ["daily 02:00", '"daily" is not a day of the week'],
    ["UTC", '"UTC" is not a day of the week'],
    ["22:00 utc", "utc"],
    ["25:00", "hour 25"],
    ["*-32 02:00", "day of the month 32"],
    ["*-0 02:00", "day of the month 0"],
    ["*-13-1", "month 13"],
    ["2200-01-01", "year 2200"],
    ["mon 02:60", "minute 60"],
    ["02:00:60", "second 60"],
    ["02:00:00.5", '"00.5" does not fit the second'],
    ["1..10/2:00", "1..10/2"],
    ["10..2:00", "backwards"],
    ["*:0/0", "at least 1"],
    ["*:0/60", "at most 59"],
    ["0/24:00", "at most 23"],
    ["*,5:00", '"*" does not fit the hour'],
    ["*/2,5:00", '"*/2" does not fit the hour'],
    ["02:00 Europe/Berlin", "Europe/Berlin"],
    ["02:00 mon", '"mon" is neither'],
    ["@1700000000", "@1700000000"],
    ["*-02~01", '"02~01"'],
    ["1-2-3-4 02:00", "year-month-day"],
    ["1:2:3:4", "hour:minute:second"],
    ["mon..fri 22", '"22:00" or "*:22"'],
    ["constructor", "constructor"],
    ["__proto__", "__proto__"],
  ])("fail on %j and say why", (text, reason) => {
    expect(parseCalendarEvent(text)).toEqual({ reason: expect.stringContaining(reason) });
  });

  it("read days of the week across the end of the week", () => {
    expect(parsed("sat..mon 01:00").weekdays).toEqual([1, 6, 7]);
  });

  it("take a missing time as midnight and a missing date as every day", () => {
    const { hours, minutes, seconds, days, months } = parsed("mon");

    expect({ hours, minutes, seconds }).toEqual({ hours: [0], minutes: [0], seconds: [0] });
    expect([days.length, months.length]).toEqual([31, 12]);
  });

  it("read lists, ranges and steps into the values they stand for", () => {
    expect(parsed("6,4..6,20/2:5/25,0").hours).toEqual([4, 5, 6, 20, 22]);
    expect(parsed("6,4..6,20/2:5/25,0").minutes).toEqual([0, 5, 30, 55]);
    expect(parsed("*/4-02-29").years.slice(0, 2)).toEqual([1972, 1976]);
    expect(parsed("*-*/3-01").months).toEqual([1, 4, 7, 10]);
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
    expect({ ...parsed(keyword), text: spelled }).toEqual(parsed(spelled));
  });
});
