import { calendarEventOf, cronOf, veeamScheduleOf } from "../../../model/calendar/conversion";
import { months } from "../../../model/calendar/month";
import { type VeeamSchedule } from "../../../model/calendar/veeam-schedule";
import { weekdays } from "../../../model/calendar/weekday";
import { event } from "./support/runs";

describe("a calendar event for Veeam", () => {
  it.each<[string, VeeamSchedule]>([
    ["daily", { days: weekdays, time: "00:00" }],
    ["sun 01:00", { days: ["sunday"], time: "01:00" }],
    ["sat..mon 22:05:00", { days: ["monday", "saturday", "sunday"], time: "22:05" }],
    ["monthly", { day: { dayOfMonth: 1 }, months, time: "00:00" }],
    ["01,07-15 03:00", { day: { dayOfMonth: 15 }, months: ["january", "july"], time: "03:00" }],
    ["sat *-8..14 15:00", { day: { week: "second", weekday: "saturday" }, months, time: "15:00" }],
  ])("is exact for %s", (text, schedule) => {
    expect(veeamScheduleOf(event(text))).toEqual(schedule);
  });

  it.each([
    ["hourly", "once a day"],
    ["*:0/15", "once a day"],
    ["02:00:30", "HH:MM"],
    ["sun 02:00 UTC", "time zone of its server"],
    ["2026-*-* 02:00", "no years"],
    ["*-1,15 02:00", "one day of the month"],
    ["mon *-15 02:00", "one day of the month"],
    ["sat,sun *-1..7 02:00", "one day of the month"],
    ["sat *-2..8 02:00", "one day of the month"],
    ["sat *-1..6,8 02:00", "one day of the month"],
    ["sat *-25..31 02:00", "one day of the month"],
    ["7-* 02:00", "one day of the month"],
  ])("fails for %s and says why", (text, reason) => {
    expect(veeamScheduleOf(event(text))).toEqual({ reason: expect.stringContaining(reason) });
  });
});

describe("a Veeam schedule as a calendar event", () => {
  it.each<[VeeamSchedule, string]>([
    [{ days: weekdays, time: "22:00" }, "22:00"],
    [{ days: weekdays.slice(0, 5), time: "22:00" }, "mon..fri 22:00"],
    [{ days: ["sunday", "saturday"], time: "22:00" }, "sat,sun 22:00"],
    [{ day: { week: "first", weekday: "friday" }, months, time: "01:30" }, "fri *-1..7 01:30"],
    [{ day: { dayOfMonth: 5 }, months: months.slice(2, 6), time: "01:30" }, "3..6-5 01:30"],
  ])("is exact for %j", (schedule, text) => {
    expect(calendarEventOf(schedule)).toHaveProperty("text", text);
  });

  it.each<VeeamSchedule>([
    { day: { week: "last", weekday: "friday" }, months, time: "01:30" },
    { day: { dayOfMonth: "last" }, months, time: "01:30" },
  ])("fails for %j", (schedule) => {
    expect(calendarEventOf(schedule)).toEqual({
      reason: expect.stringContaining("end of the month"),
    });
  });
});

describe("a calendar event for cron", () => {
  it.each([
    ["daily", "0 0 * * *"],
    ["minutely", "* * * * *"],
    ["sun 02:00", "0 2 * * 0"],
    ["mon..fri 8..17,22:0/15", "0,15,30,45 8-17,22 * * 1-5"],
    ["sat..mon 01:00", "0 1 * * 0,1,6"],
    ["quarterly", "0 0 1 1,4,7,10 *"],
  ])("is exact for %s", (text, expected) => {
    expect(cronOf(event(text))).toHaveProperty("text", expected);
  });

  it.each([
    ["*:*:0/30", "on the minute"],
    ["2026-*-* 02:00", "no years"],
    ["02:00 UTC", "time zone of its server"],
    ["sat *-1..7 15:00", "as either"],
  ])("fails for %s and says why", (text, reason) => {
    expect(cronOf(event(text))).toEqual({ reason: expect.stringContaining(reason) });
  });
});
