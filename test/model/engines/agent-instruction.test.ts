import { agentInstruction } from "../../../model/engines/veeam";
import { weekdays } from "../../../model/calendar/weekday";
import { type Arranged } from "../../../model/plan/arranged";
import { type VeeamSettings } from "../../../model/retention/veeam-retention";
import { place } from "../../support/plan";

const group = {
  ...{ id: "files-job", class: "files" },
  items: [{ name: "fs02" }, { name: "fs04" }],
} as unknown as Arranged["group"];

const repository = place({
  ...{ engine: "veeam", store: "repository", encryption: "aes-256" },
  verified: false,
} as const);

function told(
  schedule: string,
  settings: VeeamSettings,
  planned = 30,
  at: Partial<typeof repository> = {},
) {
  const proven = { engine: "veeam", settings } as Parameters<typeof agentInstruction>[1];
  const arranged = { group, schedule, intervalDays: 7, run: { planned, worst: planned } };
  return agentInstruction(arranged, proven, { ...repository, ...at });
}

describe("what Veeam is told of a job", () => {
  it("is whom it protects, where, when and what is kept", () => {
    expect(told("mon,thu 22:30", { restoreDays: 36, gfsWeekly: 4 })).toStrictEqual({
      ...{ job: "files-job", class: "files", repository: "repository", items: ["fs02", "fs04"] },
      schedule: { days: ["monday", "thursday"], time: "22:30" },
      fullDay: "monday",
      retention: { restoreDays: 36, gfs: { weekly: { count: 4, day: "monday" } } },
      encrypted: true,
    });
  });

  it("is each level that is kept, and no other", () => {
    const { retention } = told("sun 01:00", { restoreDays: 8, gfsMonthly: 3, gfsYearly: 7 });
    expect(retention).toStrictEqual({ restoreDays: 8, gfs: { monthly: 3, yearly: 7 } });
  });

  it("is in clear only where the place is", () =>
    expect(told("sun 01:00", { restoreDays: 8 }, 30, { encryption: "none" }).encrypted).toBe(
      false,
    ));

  it.each([
    ["ends on the day it begins", "sat 23:00", 59, "saturday"],
    ["ends at midnight sharp", "sat 23:00", 60, "sunday"],
    ["ends two days later", "sat 23:00", 60 + 1440, "monday"],
    ["ends after the last day of a week", "sun 22:00", 180, "monday"],
    ["begins within an hour", "tue 23:45", 14, "tuesday"],
    ["and so does its minute", "tue 23:45", 15, "wednesday"],
  ])("flags the day of a full that %s", (_what, schedule, minutes, day) => {
    const { retention } = told(schedule, { restoreDays: 8, gfsWeekly: 1 }, minutes);
    expect(retention.gfs.weekly).toStrictEqual({ count: 1, day });
  });

  it.each([
    ["at the hour at which it ends", "sat 22:30", 30, ["saturday"], "23:00"],
    ["at the next hour", "sat 22:30", 31, ["sunday"], "00:00"],
    ["after each of its runs", "mon..sun 22:15", 0.5, [...weekdays], "23:00"],
    ["on the days after, in their order", "mon,sun 23:00", 61, ["monday", "tuesday"], "01:00"],
    ["each week, though it runs once a month", "sat *-1..7 02:00", 90, ["saturday"], "04:00"],
  ])("has what it stored read again %s", (_what, schedule, minutes, days, time) => {
    const { healthCheck } = told(schedule, { restoreDays: 8 }, minutes, { verified: true });
    expect(healthCheck).toStrictEqual({ days, time });
  });

  it("makes a full on the day on which a monthly job runs", () => {
    const { schedule, fullDay } = told("sat *-1..7 02:00", { restoreDays: 40 });
    expect(schedule).toMatchObject({ day: { week: "first", weekday: "saturday" }, time: "02:00" });
    expect(fullDay).toBe("saturday");
  });

  it.each([
    [
      "the product cannot be told",
      "mon *-8..9 02:00",
      /the plan made "mon \*-8..9 02:00" for Veeam: /,
    ],
    ["that is none", "never", /the plan made "never" for Veeam: /],
    ["on one day of a month", "*-15 02:00", /without a day of the week/],
  ])("fails for a schedule %s", (_what, schedule, message) =>
    expect(() => told(schedule, { restoreDays: 8 })).toThrow(message),
  );
});
