import { parseDailyDuration } from "../../../model/calendar/daily-duration";

describe("a part of the day", () => {
  it.each([
    ["8-18", [1, 2, 3, 4, 5, 6, 7], 480, 1080],
    ["mon..fri 8-18", [1, 2, 3, 4, 5], 480, 1080],
    ["sat,sun 22:30 - 23:59", [6, 7], 1350, 1439],
    ["FRIDAY 0:00-0:01", [5], 0, 1],
    ["sun..tue 1-2", [1, 2, 7], 60, 120],
  ])("reads %s", (text, weekdays, start, end) => {
    expect(parseDailyDuration(text)).toEqual({ weekdays, start, end });
  });

  it.each([
    ["", "expected [WEEKDAYS]"],
    ["mon..fri", "expected [WEEKDAYS]"],
    ["mon..fri 8", "expected [WEEKDAYS]"],
    ["$(touch canary) 8-18", "expected [WEEKDAYS]"],
    [" 8-18", "expected [WEEKDAYS]"],
    ["8-18\n", "expected [WEEKDAYS]"],
    ["fryday 8-18", '"fryday" is not a day of the week'],
    ["8-24", '"24" is no time of the day'],
    ["8:60-9", '"8:60" is no time of the day'],
    ["8:0:0-9", '"8:0:0" is no time of the day'],
    ["8-8:00", "it ends at 8:00, when it begins, and holds no minute"],
    ["22-6", "write a night as two: 22-23:59 and 0-6"],
  ])("fails on %j", (text, reason) => {
    expect(parseDailyDuration(text)).toEqual({ reason: expect.stringContaining(reason) });
  });
});
