import { type WantedRetention } from "../../../model/estate";
import {
  copiesOf,
  daysAndCounts,
  daysOf,
  type Demand,
  firstMissing,
  proofOf,
} from "../../../model/retention/demand";
import { History } from "../../../model/retention/history";
import { newestCopiesRule } from "../../../model/retention/newest-copies";
import { type Rule } from "../../../model/retention/rule";
import { day, hour, utc } from "./support/instants";

const week = 7 * day;
// A Monday.
const start = utc("2025-12-01 06:00");
const daily = (count: number) => Array.from({ length: count }, (_, at) => start + at * day);
const historyOf = (backups: readonly number[]) => new History({ backups, prunes: [], zone: "UTC" });

/** Whether the newest so many of daily copies fulfil it. */
function holds(retain: number, demand: Demand, backups = daily(400)): boolean {
  const history = historyOf(backups);
  return proofOf(history, newestCopiesRule(history, retain), demand) !== undefined;
}

const counted = (kind: Demand["counts"][number]["kind"], count: number): Demand => ({
  days: 0,
  counts: [{ kind, count }],
});

/** Lets the oldest go in one run, as many as said. */
function dropping(gone: number, days: number, more: Partial<Rule> = {}): Rule {
  return {
    runs: [start + days * day],
    reach: 0,
    kept: (held) => held.slice(gone),
    ...more,
  };
}

describe("a demand", () => {
  it("consists of the days and of those counts that are wanted", () => {
    expect(daysAndCounts({ days: 30, weekly: 4, yearly: 0, last: 3 })).toEqual({
      days: 30,
      counts: [
        { kind: "last", count: 3 },
        { kind: "weekly", count: 4 },
      ],
    });
  });

  it("is fulfilled where nothing happens", () => {
    expect(holds(1, counted("last", 9), [])).toBe(true);
  });

  it("fails if a single one of those that go is too young", () => {
    // Of ages 9 and 8 on day 9.
    const shown = (days: number) => {
      const demand = { days, counts: [] };
      return proofOf(historyOf(daily(20)), dropping(2, 9, { reach: 20 * day }), demand);
    };
    expect(shown(8)).toMatchObject({ keepsAtLeastDays: 8 });
    expect(shown(9)).toBeUndefined();
  });

  it("fails if the oldest copy is too young at the very moment from which on it counts", () => {
    const shown = (reach: number) =>
      proofOf(historyOf(daily(20)), dropping(5, 5, { reach }), { days: 1, counts: [] });
    // On day 5 only that day's copy is left; a day later it is old enough.
    expect(shown(5 * day)).toBeUndefined();
    expect(shown(6 * day)).toMatchObject({ oldestAtLeastDays: 1 });
  });

  it("of the last ones counts copies", () => {
    expect(holds(10, counted("last", 10))).toBe(true);
    expect(holds(9, counted("last", 10))).toBe(false);
  });

  it.each<[kind: "daily" | "weekly" | "monthly" | "yearly", count: number, retain: number]>([
    ["daily", 3, 3],
    // On a Sunday the seven newest copies lie in one week.
    ["weekly", 2, 8],
    ["weekly", 4, 22],
    // At the end of August: two months of 31 days and the last of June.
    ["monthly", 3, 63],
    ["yearly", 2, 366],
  ])("of %s copies counts %d only if the newest %d are there", (kind, count, retain) => {
    const days = daily(1000);
    expect(holds(retain, counted(kind, count), days)).toBe(true);
    expect(holds(retain - 1, counted(kind, count), days)).toBe(false);
  });

  it("counts one of each period, however many copies lie in it", () => {
    // Three a day: two days are reached by the fourth, a week has one whatever it holds.
    const thrice = Array.from({ length: 900 }, (_, at) => start + at * 8 * hour);
    expect(holds(4, counted("daily", 2), thrice)).toBe(true);
    expect(holds(3, counted("daily", 2), thrice)).toBe(false);
    expect(holds(22, counted("weekly", 2), thrice)).toBe(true);
    expect(holds(21, counted("weekly", 2), thrice)).toBe(false);
  });
});

describe("what is missing of a demand", () => {
  const demand: Demand = {
    days: 0,
    counts: [
      { kind: "last", count: 3 },
      { kind: "weekly", count: 2 },
    ],
  };
  const missing = (rule: Rule) => firstMissing(historyOf(daily(30)), rule, demand);

  it("is what there is too little of from the steady moment on", () => {
    // Without the first week two copies are left on day 8, and three of one week on day 9.
    expect(missing(dropping(7, 8, { reach: 8 * day }))).toEqual({ kind: "last", count: 3 });
    expect(missing(dropping(7, 9, { reach: 7 * day }))).toEqual({ kind: "weekly", count: 2 });
  });

  it("fails to be named if all is there, whatever there was before the steady moment", () => {
    const enough = /as many copies as wanted/;
    expect(() => missing(dropping(7, 8, { reach: 14 * day }))).toThrow(enough);
    expect(() => missing(dropping(0, 8, { reach: 7 * day }))).toThrow(enough);
  });
});

describe("where to begin to look for enough days", () => {
  it.each<[wanted: WantedRetention, gap: number, days: number, copies: number]>([
    // From the oldest wanted to the newest, and until the next is made.
    [{ days: 30 }, day, 31, 31],
    [{ days: 30 }, week, 37, 6],
    [{ days: 1, last: 8 }, 6 * hour, 2, 8],
    [{ days: 1, daily: 9 }, 6 * hour, 9, 36],
    [{ days: 1, daily: 9 }, week, 63, 9],
    [{ days: 1, weekly: 9 }, day, 57, 57],
    [{ days: 1, weekly: 9 }, 2 * week, 126, 9],
    [{ days: 1, monthly: 9 }, day, 249, 249],
    [{ days: 1, monthly: 9 }, 40 * day, 360, 9],
    [{ days: 1, yearly: 3 }, day, 733, 733],
    [{ days: 1, yearly: 3 }, 400 * day, 1200, 3],
    [{ days: 30, last: 9, weekly: 2 }, day, 31, 31],
    // One copy alone has no gap: a day is taken for it.
    [{ days: 30 }, 0, 30, 30],
  ])("of %j, %d ms apart, is %d days or %d copies", (wanted, gap, days, copies) => {
    expect(daysOf(wanted, gap)).toBe(days);
    expect(copiesOf(wanted, gap)).toBe(copies);
  });
});
