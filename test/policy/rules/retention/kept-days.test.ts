import { shortfall } from "../../../../policy/rules/retention/kept-days";

const minima = { minimumDays: 30, untouchedDays: 7 };
const short = (keep: object | object[], schedule: string, numbers = minima) =>
  shortfall([keep].flat(), schedule, numbers);

describe("what prune jobs leave", () => {
  it.each([
    [{ keepDaily: 31 }, "daily"],
    [{ keepDaily: 7, keepWeekly: 4, keepMonthly: 1 }, "daily"],
    [{ keepLast: 6 }, "weekly"],
    [{ keepMonthly: 3 }, "monthly"],
    [{ keepHourly: 745 }, "hourly"],
    [{ keepDaily: 7, keepMonthly: 3 }, "hourly"],
    // More than anybody has is everything.
    [{ keepLast: 1_000_000_000 }, "weekly"],
    [{ keepLast: 1_000_000_000 }, "daily"],
    [{ keepYearly: 1_000_000_000, keepWeekly: 5 }, "weekly"],
  ])("is enough of %j for backups made %s", (keep, schedule) => {
    expect(short(keep, schedule)).toBeUndefined();
  });

  it.each([
    [{ keepDaily: 30 }, "daily", "the oldest is at times only 29 days old; wanted are 30"],
    [{ keepWeekly: 5 }, "weekly", "the oldest is at times only 28 days old; wanted are 30"],
    [{ keepLast: 31 }, "hourly", "the oldest is at times only 1 days old; wanted are 30"],
    // February between the last days of two months.
    [{ keepMonthly: 3 }, "daily", "the oldest is at times only 29 days old; wanted are 30"],
    [{ keepMonthly: 4 }, "daily", "some go when they are 1 days old; wanted are 7"],
    // One a day of hourly ones stays for six days.
    [{ keepDaily: 6, keepMonthly: 4 }, "hourly", "some go when they are 6 days old; wanted are 7"],
  ])("is too little of %j for backups made %s: %s", (keep, schedule, words) => {
    expect(short(keep, schedule)).toBe(words);
  });

  it("is what all of several jobs leave", () => {
    const [weekly, daily] = [{ keepWeekly: 6 }, { keepDaily: 7, keepMonthly: 2 }];

    expect(short(weekly, "weekly")).toBeUndefined();
    expect(short([weekly, daily], "weekly")).toBeUndefined();
    expect(short([{ keepLast: 9 }, { keepLast: 4 }], "weekly")).toContain("only 21 days");
    expect(short([{ keepLast: 4 }, { keepLast: 9 }], "weekly")).toContain("only 21 days");
  });

  it("is as much as it says, to the day", () => {
    expect(short({ keepWeekly: 6 }, "sun 01:00", { ...minima, minimumDays: 35 })).toBeUndefined();
    expect(short({ keepWeekly: 6 }, "sun 01:00", { ...minima, minimumDays: 36 })).toContain("35");
    expect(short({ keepDaily: 31 }, "daily", { ...minima, untouchedDays: 31 })).toBeUndefined();
    expect(short({ keepDaily: 31 }, "daily", { ...minima, untouchedDays: 32 })).toContain("31");
  });

  it("is enough where nothing is ever made", () => {
    expect(short({ keepLast: 1 }, "sunny")).toBeUndefined();
    expect(short({ keepLast: 1 }, "2020-01-01")).toBeUndefined();
  });
});
