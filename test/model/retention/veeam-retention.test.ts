import { type WantedRetention } from "../../../model/estate";
import { History } from "../../../model/retention/history";
import { proveRetention } from "../../../model/engines/engines";
import { flaggedUntil, type VeeamGfs } from "../../../model/retention/veeam-gfs";
import { veeamRules } from "../../../model/retention/veeam-retention";
import { simulate } from "../../../model/retention/simulation";
import { day, every, utc } from "./support/instants";

const week = 7 * day;
const sunday = utc("2026-01-04 06:00");

function history(backups: readonly string[], fulls = backups) {
  return new History({
    backups: backups.map(utc),
    prunes: [],
    zone: "UTC",
    fulls: fulls.map(utc),
  });
}

/** Daily sessions from a Sunday on, as `2026-02-01 01:00`. */
function daysFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) =>
    new Date(utc(`${first} 01:00`) + at * day).toISOString().slice(0, 16).replace("T", " "),
  );
}

describe("Veeam's flags", () => {
  const until = (backups: string[], fulls: string[], gfs: VeeamGfs) =>
    flaggedUntil(history(backups, fulls), gfs).map((number) =>
      number === 0 ? "" : new Date(number * day).toISOString().slice(0, 10),
    );

  it("go to a full backup of the day, for so many weeks", () => {
    const week = daysFrom("2026-02-01", 8);
    expect(until(week, [week[0] as string, week[7] as string], { weekly: 4 })).toEqual([
      "2026-03-01",
      ...Array<string>(6).fill(""),
      "2026-03-08",
    ]);
  });

  it("wait for the next full backup where the day has none", () => {
    // The first full sets the day, Sunday; on the Sunday after there is none, and Wednesday's takes the flag.
    const sessions = daysFrom("2026-02-01", 11);
    const fulls = [sessions[0] as string, sessions[10] as string];
    expect(until(sessions, fulls, { weekly: 1 }).slice(7)).toEqual(["", "", "", "2026-02-18"]);
  });

  it("of months go only to what has the weekly one", () => {
    // 2 February is a Monday in the first week, but its full has no weekly flag: Sunday is the day.
    const sessions = daysFrom("2026-01-25", 15);
    const fulls = ["2026-01-25 01:00", "2026-02-02 01:00", "2026-02-08 01:00"];
    const flags = until(sessions, fulls, { weekly: 1, monthly: 1 });
    // 1 February had no full at all, so both wait, and the next full takes both.
    expect(flags[8]).toBe("2026-03-03");
    expect(flags[14]).toBe("2026-02-15");
  });

  it("of months stay a month and a day, or to the last day of a shorter one and a day", () => {
    // The documented example: January's flag waits for the full of the 31st.
    const sessions = ["2018-12-20 01:00", "2019-01-03 01:00", "2019-01-31 01:00"];
    const fulls = ["2018-12-20 01:00", "2019-01-31 01:00"];
    expect(until(sessions, fulls, { monthly: 1 })).toEqual(["", "", "2019-03-01"]);
  });

  it("of months go to no full of the first week that has no weekly one", () => {
    // The first full sets Sunday. On Thursday, the 1st, no weekly flag is due; on Sunday, the 4th, both are.
    const fulls = ["2025-12-28 01:00", "2026-01-01 01:00", "2026-01-04 01:00"];
    expect(until(fulls, fulls, { weekly: 1, monthly: 2 })).toEqual([
      ...["2026-01-04", "", "2026-03-05"],
    ]);
    // Without weeks, the first full of the month has it.
    expect(until(fulls, fulls, { monthly: 2 })).toEqual(["", "2026-03-02", ""]);
  });

  it("of years go to no full that has no monthly one, and to none that builds on another", () => {
    const sessions = ["2025-12-28 01:00", "2026-01-01 01:00", "2026-01-04 01:00"];
    const all = { weekly: 1, monthly: 1, yearly: 1 };
    expect(until(sessions, sessions, all)).toEqual(["2026-01-04", "", "2027-01-05"]);
    expect(until(sessions, sessions, { monthly: 1, yearly: 1 })).toEqual(["", "2027-01-02", ""]);
    expect(until(sessions, sessions, { yearly: 1 })).toEqual(["", "2027-01-02", ""]);
    const fulls = [sessions[0] as string, sessions[2] as string];
    expect(until(sessions, fulls, { yearly: 1 })).toEqual(["", "", "2027-01-05"]);
  });

  it("fall due once a day, a month and a year", () => {
    const twice = ["2026-01-04 01:00", "2026-01-04 13:00", "2026-01-06 01:00"];
    expect(until(twice, twice, { weekly: 2 })).toEqual(["2026-01-18", "", ""]);
    expect(until(twice, twice, { monthly: 1 })).toEqual(["2026-02-05", "", ""]);
    expect(until(twice, twice, { yearly: 1 })).toEqual(["2027-01-05", "", ""]);
  });

  it("fall due on no other day, in no other week and in no other month", () => {
    const later = ["2026-02-08 01:00", "2026-02-09 01:00", "2026-02-15 01:00"];
    expect(until(later, later, { weekly: 1 })).toEqual(["2026-02-15", "", "2026-02-22"]);
    expect(until(later, later, { monthly: 1 })).toEqual(["", "", ""]);
    expect(until(later, later, { yearly: 1 })).toEqual(["", "", ""]);
  });

  it("fall due again in the next month and in the next year", () => {
    const sundays = ["2025-12-07 01:00", "2026-01-04 01:00", "2026-02-01 01:00"];
    expect(until(sundays, sundays, { monthly: 1 })).toEqual([
      ...["2026-01-08", "2026-02-05", "2026-03-02"],
    ]);
    const years = ["2026-01-04 01:00", "2027-01-03 01:00"];
    expect(until(years, years, { yearly: 1 })).toEqual(["2027-01-05", "2028-01-04"]);
  });

  it("go by the day on which a full ends", () => {
    // From Saturday, the 31st, to Sunday, the 1st: the week is reckoned from there, and the month begins.
    const overnight = history(["2026-01-31 23:00"]);
    const ends = (gfs: VeeamGfs, later: number) =>
      flaggedUntil(overnight, gfs, later).map((number) => number * day);
    expect(ends({ weekly: 1 }, 0)).toEqual([utc("2026-02-07 00:00")]);
    expect(ends({ weekly: 1 }, 1)).toEqual([utc("2026-02-08 00:00")]);
    expect(ends({ monthly: 1 }, 0)).toEqual([0]);
    expect(ends({ monthly: 1 }, 1)).toEqual([utc("2026-03-02 00:00")]);
  });

  it("of years go to January's, and without months depend on nothing", () => {
    const sundays = every(week, 2, sunday);
    const weekly = new History({ backups: sundays, prunes: [], zone: "UTC" });
    const flagged = (gfs: VeeamGfs) =>
      flaggedUntil(weekly, gfs).filter((end) => end > utc("2026-12-31 00:00") / day);
    expect(
      flagged({ weekly: 1, yearly: 3 }).map((end) => new Date(end * day).getUTCFullYear()),
    ).toContain(2029);
    expect(flagged({ yearly: 3 }).slice(0, 1)).toEqual([utc("2029-01-05 00:00") / day]);
  });
});

describe("Veeam's retention", () => {
  /** What is left after each session, as days counted from the first. */
  function left(sessions: string[], fulls: string[], restoreDays: number, gfs: VeeamGfs = {}) {
    const played = history(sessions, fulls);
    const rule = veeamRules(played, gfs)(restoreDays);
    let held: readonly number[] = [];
    return played.backups.map((now, at) => (held = rule.kept([...held, at], now)));
  }

  it("removes a chain only once its last point is outdated", () => {
    // The documented example: 3 days, a full on Sunday and on Thursday; the first chain goes on the next Sunday.
    const sessions = daysFrom("2026-02-01", 8);
    const after = left(sessions, [sessions[0] as string, sessions[4] as string], 3);
    expect(after[6]).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(after[7]).toEqual([4, 5, 6, 7]);
  });

  it("keeps a day more than it is told, since the day of the session does not count", () => {
    const sessions = daysFrom("2026-02-01", 12);
    const after = left(sessions, sessions, 6);
    expect(after[6]).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(after[7]).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("leaves three points whatever their age", () => {
    const sessions = [
      "2026-01-01 01:00",
      "2026-02-01 01:00",
      "2026-03-01 01:00",
      "2026-04-01 01:00",
    ];
    expect(left(sessions, sessions, 5)[3]).toEqual([1, 2, 3]);
  });

  it("counts a flagged full that stays behind among the three points", () => {
    const sessions = daysFrom("2026-02-01", 3);
    const later = daysFrom("2026-02-08", 2);
    const fulls = [sessions[0] as string, later[0] as string];
    // On the 9th, the chain of the 1st to the 3rd is outdated: its full has a flag to the 15th, and two are newer.
    expect(left([...sessions, ...later], fulls, 5, { weekly: 2 })[4]).toEqual([0, 3, 4]);
  });

  it("leaves the list itself where nothing goes", () => {
    const played = history(daysFrom("2026-02-01", 3));
    const held = [0, 1, 2];
    expect(veeamRules(played, {})(30).kept(held, utc("2026-02-03 01:00"))).toBe(held);
    // Outdated all of them, but three.
    expect(veeamRules(played, {})(1).kept(held, utc("2026-03-03 01:00"))).toBe(held);
  });

  it("leaves a flagged full behind when its chain goes", () => {
    const sessions = daysFrom("2026-02-01", 22);
    const sundays = [0, 7, 14, 21].map((at) => sessions[at] as string);
    const after = left(sessions, sundays, 3, { weekly: 2 });
    expect(after[10]).toEqual([0, 7, 8, 9, 10]);
    expect(after[14]).toEqual([7, 8, 9, 10, 11, 12, 13, 14]);
  });
});

describe("settings for Veeam", () => {
  const proved = (distance: number, wanted: WantedRetention) => {
    const backups = every(distance, 10, sunday);
    return proveRetention({
      engine: "veeam",
      wanted,
      backups,
      prunes: [],
      zone: "America/New_York",
    });
  };

  it("keep points of weekly fulls five weeks, so that one of 30 days is always there", () => {
    expect(proved(week, { weekly: 4, monthly: 1, days: 30 })).toMatchObject({
      settings: { restoreDays: 36, gfsWeekly: 4, gfsMonthly: 1 },
      reason:
        "keep restore points for 36 days, because with 34 the oldest copy is at times only 28 days old; " +
        "a day more than would do, because Veeam's own pages count days in two ways",
      keepsAtLeastDays: 42,
      oldestAtLeastDays: 35,
      restorePoints: 6,
    });
  });

  it("take the days as wanted where chains last longer, and switch no level on that is not", () => {
    const proof = proved(day, { days: 30 });
    expect("settings" in proof && proof.settings).toStrictEqual({ restoreDays: 31 });
    expect(proof).toMatchObject({
      engine: "veeam",
      reason: expect.stringContaining("keep restore points for 31 days, as wanted; a day more"),
      oldestAtLeastDays: 30,
    });
  });

  it("keep wanted months by flags", () => {
    expect(proved(week, { weekly: 4, monthly: 6, days: 30 })).toMatchObject({
      settings: { restoreDays: 31, gfsWeekly: 4, gfsMonthly: 6 },
    });
  });

  it("keep wanted years by flags", () => {
    const proof = proved(week, { weekly: 4, monthly: 3, yearly: 2, days: 30 });
    expect(proof).toMatchObject({
      settings: { restoreDays: 31, gfsWeekly: 4, gfsMonthly: 3, gfsYearly: 2 },
    });
  });

  it("promise no more than days do whichever way Veeam counts them", () => {
    const proof = proved(week, { days: 30 });
    if ("unprovable" in proof) throw new Error(proof.unprovable);
    const backups = every(week, 10, sunday);
    const promised = proof.settings.restoreDays - 1;
    const shown = simulate(
      new History({ backups, prunes: [], zone: "America/New_York" }),
      veeamRules(new History({ backups, prunes: [], zone: "America/New_York" }), {})(promised),
    );
    expect(proof.keepsAtLeastDays).toBe(shown.keepsAtLeastDays);
    expect(proof.oldestAtLeastDays).toBe(shown.oldestAtLeastDays);
  });

  describe("where runs begin late in the evening", () => {
    // Sundays, 23:30 in New York.
    const late = every(week, 10, utc("2026-01-05 04:30"));
    const provedLate = (wanted: WantedRetention, planned: number, worst: number) =>
      proveRetention({
        ...{ engine: "veeam", wanted, backups: late, prunes: [], zone: "America/New_York" },
        runMinutes: { planned, worst },
      });

    it("keep by flags if every run is over before midnight, or every one after it", () => {
      const wanted = { weekly: 8, days: 30 };
      expect(provedLate(wanted, 10, 29)).toMatchObject({ settings: { gfsWeekly: 8 } });
      expect(provedLate(wanted, 31, 120)).toMatchObject({ settings: { gfsWeekly: 8 } });
    });

    it("fail to be proved if a run may end on either day, for flags go by the day of its end", () => {
      expect(provedLate({ weekly: 8, days: 30 }, 10, 45)).toEqual({
        wanted: { weekly: 8, days: 30 },
        unprovable:
          "a run may end on one day or on the next (after 10 minutes by plan, 45 at worst), " +
          "and Veeam keeps for weeks, months and years only fulls that end on the day chosen for it",
        fix: "give the class a window that opens after midnight, measure the sizes of its items, or ask for days alone",
      });
    });

    it("fail to be proved for want of backups where none is ever made, however long they would take", () => {
      const never = {
        backups: [],
        prunes: [],
        zone: "UTC",
        runMinutes: { planned: 10, worst: 1500 },
      };
      expect(
        proveRetention({ engine: "veeam", wanted: { weekly: 8, days: 30 }, ...never }),
      ).toMatchObject({ unprovable: expect.stringContaining("no backup is ever made") });
    });

    it("do not depend on that where days alone are wanted", () => {
      expect(provedLate({ days: 30 }, 10, 45)).toMatchObject({ settings: { restoreDays: 37 } });
    });
  });
});
