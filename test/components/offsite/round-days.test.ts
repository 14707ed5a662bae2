import { roundDays, veeamRoundDays } from "../../../components/offsite/round-days";
import { months } from "../../../model/calendar/month";
import { type Weekday, weekdays } from "../../../model/calendar/weekday";
import { roundsApart } from "./rounds-apart";

describe("the days between two rounds", () => {
  it.each(roundsApart)("are no more than %s leaves, and one", (schedule, days) => {
    for (const zone of ["UTC", "Europe/Berlin", "America/New_York"])
      expect(roundDays(schedule, zone)).toBe(days);
  });

  it.each(["mon 22:75", "2026-01-05"])("are none of %s", (schedule) => {
    expect(() => roundDays(schedule, "UTC")).toThrow(`exports by "${schedule}" never follow`);
  });

  it.each<[string, readonly Weekday[], number]>([
    ["every day", weekdays, 2],
    ["two days of a week", ["thursday", "monday"], 5],
    ["working days", weekdays.slice(0, 5), 4],
    ["one day of a week", ["sunday"], 8],
  ])("of a Veeam server are no more than %s leaves, and one", (_, days, allowed) => {
    expect(veeamRoundDays({ days, time: "22:00" })).toBe(allowed);
  });

  it("of a Veeam server are those of a month of five weeks, and one", () => {
    const day = { week: "first", weekday: "tuesday" } as const;
    expect(veeamRoundDays({ day, months, time: "22:00" })).toBe(36);
  });
});
