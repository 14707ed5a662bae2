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
    [{ keepLast: 1_000_000_000 }, "hourly"],
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
    [{ keepLast: 100, keepMonthly: 4 }, "hourly", "some go when they are 4 days old; wanted are 7"],
    [
      { keepDaily: 7, keepMonthly: 1 },
      "*:0/5",
      "the oldest is at times only 7 days old; wanted are 30",
    ],
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

  it.each([
    ["backups", "hourly", { keepLast: 168 }, { keepLast: 167 }],
    ["backups twice a day", "0/12:00", { keepLast: 14 }, { keepLast: 13 }],
    ["backups of the day that has most", "*-*-01/2 0/8:00", { keepLast: 21 }, { keepLast: 20 }],
    ["hours with several backups", "*:0/30", { keepHourly: 168 }, { keepHourly: 167 }],
    [
      "backups and then hours",
      "hourly",
      { keepLast: 100, keepHourly: 68 },
      { keepLast: 100, keepHourly: 67 },
    ],
    [
      "one day of both and then days",
      "hourly",
      { keepLast: 1, keepHourly: 1, keepDaily: 6 },
      { keepDaily: 6 },
    ],
    ["one day and then days", "hourly", { keepLast: 1, keepDaily: 6 }, { keepDaily: 6 }],
    [
      "the last hour's day and then days",
      "hourly",
      { keepHourly: 1, keepDaily: 6 },
      { keepDaily: 6 },
    ],
    ["days alone", "hourly", { keepDaily: 7 }, { keepLast: 0, keepHourly: 0, keepDaily: 6 }],
  ])("leaves one a day for as long as %s cover (%s)", (_what, schedule, enough, little) => {
    const months = { keepMonthly: 4 };

    expect(short({ ...enough, ...months }, schedule)).toBeUndefined();
    expect(short({ ...little, ...months }, schedule)).toContain("some go when they are 6 days old");
  });

  it("is never everything where a job keeps less than a day", () => {
    const little = { keepLast: 13, keepHourly: 12, keepMonthly: 0 };

    expect(short(little, "hourly", { minimumDays: 1, untouchedDays: 2 })).toBe(
      "some go when they are 1 days old; wanted are 2",
    );
  });

  it("looks back on as many years of hourly backups as a rule can be told to ask for", () => {
    const years = { ...minima, minimumDays: 3650 };

    expect(short({ keepLast: 1_000_000_000 }, "hourly", years)).toBeUndefined();
    expect(short({ keepDaily: 7, keepMonthly: 40 }, "hourly", years)).toBe(
      "the oldest is at times only 1192 days old; wanted are 3650",
    );
    expect(short({ keepDaily: 7, keepMonthly: 124 }, "hourly", years)).toBeUndefined();
  });

  it("looks back until what is played begins, and takes more for enough", () => {
    const forEver = { ...minima, minimumDays: 1_000_000 };

    expect(short({ keepLast: 1040 }, "weekly", forEver)).toContain("only 7273 days old");
    expect(short({ keepLast: 1041 }, "weekly", forEver)).toBeUndefined();
    expect(short({ keepDaily: 7000 }, "daily", forEver)).toContain("only 6999 days old");
  });

  it.each([
    [[{ keepLast: 1_000_000_000 }, { keepLast: 4 }], "weekly", "only 21 days old"],
    [[{ keepLast: 4 }, { keepLast: 1_000_000_000 }], "weekly", "only 21 days old"],
    [[{ keepYearly: 1_000_000_000, keepWeekly: 5 }, { keepLast: 4 }], "weekly", "only 21 days old"],
    [[{ keepMonthly: 1_000_000_000 }, { keepLast: 1 }], "daily", "only 0 days old"],
  ])("is no more than the least of several jobs leaves, of %j", (jobs, schedule, words) => {
    expect(short(jobs, schedule)).toContain(words);
  });

  it.each([
    [{ keepYearly: 1_000_000_000 }, 6, 1460, 1826],
    [{ keepMonthly: 1_000_000_000 }, 13, 334, 396],
    [{ keepWeekly: 1_000_000_000 }, 14, 84, 98],
  ])(
    "counts what %j leaves, of which another keeps the last %d",
    (sparse, keepLast, least, most) => {
      const jobs = [sparse, { keepLast }];

      expect(short(jobs, "daily", { minimumDays: least, untouchedDays: 0 })).toBeUndefined();
      expect(short(jobs, "daily", { minimumDays: most, untouchedDays: 0 })).toContain("the oldest");
    },
  );

  it("is enough where several jobs keep more than is played", () => {
    const all = { keepLast: 1_000_000_000 };

    expect(short([all, { ...all }], "weekly", { ...minima, minimumDays: 3650 })).toBeUndefined();
    expect(short([all, { keepYearly: 1_000_000_000, keepWeekly: 5 }], "weekly")).toBeUndefined();
  });

  it("is enough where nothing is ever made", () => {
    expect(short({ keepLast: 1 }, "sunny")).toBeUndefined();
    expect(short({ keepLast: 1 }, "2020-01-01")).toBeUndefined();
  });
});
