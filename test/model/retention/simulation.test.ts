import { History } from "../../../model/retention/history";
import { oldestFirst, type Rule } from "../../../model/retention/rule";
import { replay, simulate } from "../../../model/retention/simulation";
import { day, hour, utc } from "./support/instants";

const start = utc("2026-01-01 06:00");
const daily = (count: number) => Array.from({ length: count }, (_, at) => start + at * day);
const historyOf = (backups: readonly number[]) => new History({ backups, prunes: [], zone: "UTC" });
const at = (days: number) => start + days * day;

/** Leaves so many of the newest, a number for each run by the day on which it is. */
function leaving(counts: Readonly<Record<number, number>>, more: Partial<Rule> = {}): Rule {
  return {
    runs: Object.keys(counts).map((days) => at(Number(days))),
    reach: 0,
    kept(held, now) {
      const count = counts[(now - start) / day] ?? held.length;
      return held.length > count ? held.slice(held.length - count) : held;
    },
    ...more,
  };
}

describe("a history that is played", () => {
  function watched(backups: readonly number[], rule: Rule) {
    const seen: [what: string, positions: readonly number[], days: number][] = [];
    replay(historyOf(backups), rule, {
      deleted: (positions, now) => seen.push(["deleted", positions, (now - start) / day]) > 0,
      after: (held, now) => seen.push(["held", [...held], (now - start) / day]) > 0,
    });
    return seen;
  }

  it("makes a copy before it prunes at the same instant, and tells of a deletion only where one is", () => {
    expect(watched(daily(3), leaving({ 0: 1, 1: 2, 2: 1 }))).toEqual([
      ["held", [0], 0],
      ["held", [0, 1], 1],
      ["deleted", [0, 1], 2],
      ["held", [2], 2],
    ]);
  });

  it("goes on to the last backup and to the last run, whichever is later", () => {
    expect(watched(daily(3), leaving({ 1: 1 })).map(([, , days]) => days)).toEqual([0, 1, 1, 2]);
    expect(watched(daily(1), leaving({ 1: 1, 2: 1 })).map(([, , days]) => days)).toEqual([0, 1, 2]);
  });

  it("is the same of a rule that says how many of the oldest go", () => {
    const counts = { 0: 1, 1: 2, 2: 1, 5: 0, 7: 9 };
    const all = leaving(counts);
    const gone = (held: readonly number[], now: number) =>
      held.length - all.kept([...held], now).length;
    const same = oldestFirst({ runs: all.runs, reach: all.reach, gone });
    expect(watched(daily(9), same)).toEqual(watched(daily(9), all));
    expect(same.kept([4, 5, 6], at(2))).toEqual([6]);
  });

  it("ends as soon as its watcher has seen enough", () => {
    const seen: number[] = [];
    replay(historyOf(daily(9)), leaving({}), {
      deleted: () => true,
      after: (held) => seen.push(held.length) < 2,
    });
    expect(seen).toEqual([1, 2]);
  });
});

describe("the proof of a history", () => {
  const shown = (backups: readonly number[], rule: Rule) => simulate(historyOf(backups), rule);

  it("counts what is hidden until it is let go of, though what is hidden later may go sooner", () => {
    // The first copy is hidden on day 1 until day 6, the second on day 2 until day 4.
    const until = [at(6), at(4)];
    const rule = leaving({ 1: 1, 2: 1 }, { storedUntil: (position) => until[position]! });
    const held = (days: number) => shown(daily(days), rule).storedPoints;
    // Days 2 and 3: copies 2 and 3 beside both; from day 4 on the one of day 4 has taken a place, and nothing grows.
    expect([3, 4, 5, 6].map(held)).toEqual([3, 4, 4, 5]);
  });

  it("shows the age of the youngest copy that ever goes", () => {
    // Copies of 4, 3 and 2 days, then one of 6.
    expect(shown(daily(10), leaving({ 4: 2, 9: 6 })).keepsAtLeastDays).toBe(2);
    expect(shown(daily(10), leaving({ 4: 4, 9: 4 })).keepsAtLeastDays).toBe(4);
  });

  it("shows what goes with a copy at its newest moment", () => {
    const newestLost = (position: number) => at(position) + 1.5 * day;
    expect(shown(daily(10), leaving({ 4: 4, 9: 4 }, { newestLost })).keepsAtLeastDays).toBe(2);
  });

  it("shows the oldest copy at its youngest, from the moment on from which it is steady", () => {
    // At the end of day 4 the oldest is 1 day old; afterwards it grows.
    const rule = (reach: number) => leaving({ 4: 2 }, { reach });
    expect(shown(daily(9), rule(4 * day)).oldestAtLeastDays).toBe(1);
    expect(shown(daily(9), rule(5 * day)).oldestAtLeastDays).toBe(2);
    expect(shown(daily(9), rule(5 * day)).steadyAt).toBe(at(5));
  });

  it("shows an oldest copy of no age where none is left at times", () => {
    // A day old on day 4, and never again so young; nothing is left a day after the last backup.
    const rule = leaving({ 4: 2, 9: 0 }, { reach: 4 * day });
    expect(shown(daily(9), rule).oldestAtLeastDays).toBe(0);
  });

  it("shows an oldest copy of no age where it ends before it is steady", () => {
    expect(shown(daily(9), leaving({ 4: 2 }, { reach: 9 * day })).oldestAtLeastDays).toBe(0);
  });

  it("shows the longest time from the oldest copy to the newest", () => {
    // Seven copies on day 6, before two are left, and so few at the end.
    const { span, restorePoints } = shown(daily(9), leaving({ 7: 2, 8: 2 }));
    expect(span).toBe(6 * day);
    expect(restorePoints).toBe(7);
    expect(shown(daily(4), leaving({})).span).toBe(3 * day);
  });

  it("counts a copy that goes among those that take up space until it does no more", () => {
    // From the fourth on, each new copy lets one go.
    const counts = Object.fromEntries(daily(9).map((_, days) => [days, 3]));
    const stored = (hours: number) =>
      shown(daily(9), leaving(counts, { storedUntil: (_, now) => now + hours * hour }))
        .storedPoints;
    expect(shown(daily(9), leaving(counts)).storedPoints).toBe(3);
    expect(stored(0)).toBe(3);
    expect(stored(1)).toBe(4);
    expect(stored(24)).toBe(4);
    expect(stored(25)).toBe(5);
  });

  it("counts the most copies that ever take up space, not those at its end", () => {
    expect(shown(daily(9), leaving({ 7: 2, 8: 2 })).storedPoints).toBe(7);
  });
});
