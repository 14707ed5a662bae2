import { months } from "../../../model/calendar/month";
import { type VeeamSchedule, veeamScheduleOf } from "../../../model/calendar/veeam-schedule";
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
