import { type WantedRetention } from "../../../model/estate";
import { History } from "../../../model/retention/history";
import { pbsRule } from "../../../model/retention/pbs-retention";
import { type PbsKeep } from "../../../model/retention/pbs-prune";
import { proveRetention } from "../../../model/engines/engines";
import { simulate } from "../../../model/retention/simulation";
import { day, every, hour, utc } from "./support/instants";

const week = 7 * day;
const sunday = utc("2026-01-04 02:00");

function shown(distance: number, keep: PbsKeep) {
  const backups = every(distance, 30, sunday);
  const history = new History({ backups, prunes: backups, zone: "UTC" });
  return simulate(history, pbsRule(history, keep));
}

describe("thirty years of Proxmox Backup Server, pruned right after each backup", () => {
  it.each<[string, number, PbsKeep, { copies: number; keeps: number; oldest: number }]>([
    ["weekly 4", week, { keepWeekly: 4 }, { copies: 4, keeps: 28, oldest: 21 }],
    [
      "weekly 4 and monthly 1",
      week,
      { keepWeekly: 4, keepMonthly: 1 },
      { copies: 5, keeps: 28, oldest: 28 },
    ],
    ["weekly 5", week, { keepWeekly: 5 }, { copies: 5, keeps: 35, oldest: 28 }],
    [
      "weekly 5 and monthly 1",
      week,
      { keepWeekly: 5, keepMonthly: 1 },
      { copies: 6, keeps: 35, oldest: 35 },
    ],
    ["weekly 6", week, { keepWeekly: 6 }, { copies: 6, keeps: 42, oldest: 35 }],
    [
      "weekly 4 and monthly 1 of daily backups",
      day,
      { keepWeekly: 4, keepMonthly: 1 },
      { copies: 5, keeps: 1, oldest: 22 },
    ],
    [
      "daily 7, weekly 4 and monthly 1 of daily backups",
      day,
      { keepDaily: 7, keepWeekly: 4, keepMonthly: 1 },
      { copies: 12, keeps: 7, oldest: 35 },
    ],
    ["daily 30", day, { keepDaily: 30 }, { copies: 30, keeps: 30, oldest: 29 }],
  ])("show what %s keeps", (_, distance, keep, { copies, keeps, oldest }) => {
    expect(shown(distance, keep)).toMatchObject({
      restorePoints: copies,
      keepsAtLeastDays: keeps,
      oldestAtLeastDays: oldest,
    });
  });

  it("show that nothing is ever deleted where nothing is named to be kept", () => {
    expect(shown(week, {})).toMatchObject({ keepsAtLeastDays: null, oldestAtLeastDays: null });
  });
});

describe("settings for Proxmox Backup Server", () => {
  const proved = (distance: number, wanted: WantedRetention, lag = 9 * hour) => {
    const backups = every(distance, 10, sunday);
    const prunes = every(Math.max(day, Math.min(distance, week)), 10, sunday + lag);
    const zone = "America/New_York";
    return proveRetention({ engine: "pbs", wanted, backups, prunes, zone });
  };

  it("can be said of backups that no job has found the time to prune, which is an error of its own", () => {
    const backups = every(week, 10, sunday);
    const given = {
      engine: "pbs",
      wanted: { days: 96 },
      backups,
      prunes: [],
      zone: "UTC",
    } as const;
    expect(proveRetention(given)).toMatchObject({
      settings: { keepWeekly: 12 },
      reason:
        "keep-weekly 12, because with 11 it looks back on less than 96 days, and nothing was seen to prune",
      keepsAtLeastDays: null,
    });
  });

  it("keep five weeks where four weekly and one monthly backup shall last 30 days", () => {
    expect(proved(week, { weekly: 4, monthly: 1, days: 30 })).toMatchObject({
      settings: { keepWeekly: 5, keepMonthly: 1 },
      reason: "keep-weekly 5, because 4 keeps only 28 days",
      proven: true,
      keepsAtLeastDays: 35,
      oldestAtLeastDays: 35,
      // Seven between a backup and the prune that follows it.
      restorePoints: 7,
    });
  });

  it("keep six weeks where no monthly backup is wanted, so that one of 30 days is always there", () => {
    expect(proved(week, { weekly: 4, days: 30 })).toMatchObject({
      settings: { keepWeekly: 6 },
      reason: "keep-weekly 6, because with 5 the oldest copy is at times only 28 days old",
      keepsAtLeastDays: 42,
      oldestAtLeastDays: 35,
    });
  });

  it("keep every day where weekly thinning would delete young dailies", () => {
    expect(proved(day, { weekly: 4, monthly: 1, days: 30 })).toMatchObject({
      settings: { keepDaily: 30, keepWeekly: 4, keepMonthly: 1 },
      reason: "keep-daily 30, because 29 keeps only 29 days",
      keepsAtLeastDays: 30,
    });
  });

  it("keep one more day where only days are wanted, so that one of 30 days is always there", () => {
    expect(proved(day, { days: 30 })).toMatchObject({
      settings: { keepDaily: 31 },
      reason: "keep-daily 31, because with 30 the oldest copy is at times only 29 days old",
    });
  });

  it("keep the last ones where several backups share a day", () => {
    expect(proved(6 * hour, { days: 30 })).toMatchObject({
      settings: { keepLast: 121 },
      keepsAtLeastDays: 30,
      oldestAtLeastDays: 30,
    });
  });

  it("keep months of monthly backups", () => {
    expect(proved(31 * day, { monthly: 12, days: 30 })).toMatchObject({
      settings: { keepMonthly: 12 },
      reason: "keep-monthly 12, as wanted",
    });
  });

  it("leave wanted counts alone that keep long enough", () => {
    expect(proved(week, { weekly: 8, monthly: 6, yearly: 1, days: 30 })).toMatchObject({
      settings: { keepWeekly: 8, keepMonthly: 6, keepYearly: 1 },
      reason: "keep-weekly 8, as wanted",
    });
  });

  it("count an hour that the clocks skip: 31 snapshots pruned at once are at times no 30 days old", () => {
    // Every midnight of Berlin, so that a change of the clocks makes days of 23 hours.
    const backups = every(day, 10, utc("2026-01-04 00:00")).map((instant) => {
      const summer = /-0[4-9]-/.test(new Date(instant).toISOString().slice(0, 8));
      return summer ? instant - hour : instant;
    });
    const wanted = { days: 30 };
    const zone = "Europe/Berlin";
    expect(proveRetention({ engine: "pbs", wanted, backups, prunes: backups, zone })).toMatchObject(
      {
        settings: { keepDaily: 32 },
        reason: "keep-daily 32, because with 31 the oldest copy is at times only 29 days old",
      },
    );
  });

  it("never keep everything by keeping nothing", () => {
    expect(proved(week, { days: 0 })).toMatchObject({ settings: { keepWeekly: 1 } });
  });

  it("fails to prove more years than were simulated, and says how many it takes", () => {
    expect(proved(week, { days: 4000 })).toEqual({
      wanted: { days: 4000 },
      unprovable: expect.stringMatching(
        /history of 1[0-9.]+ years to prove it, and 10 were simulated/,
      ),
      fix: "ask for fewer years or counts",
    });
  });

  it("fails to prove anything of a schedule that never runs", () => {
    const never = { backups: [], prunes: [sunday], zone: "UTC", wanted: { days: 30 } };
    expect(proveRetention({ engine: "pbs", ...never })).toMatchObject({
      unprovable: "no backup is ever made, so there is nothing to keep",
      fix: "give the class a schedule that runs",
    });
  });

  it("do not depend on the machine's time zone, nor on the order of instants and of wishes", () => {
    const backups = every(day, 10, sunday);
    const prunes = every(week, 10, sunday + 9 * hour);
    const straight = { engine: "pbs", backups, prunes, zone: "Pacific/Apia" } as const;
    const expected = proveRetention({ ...straight, wanted: { weekly: 4, monthly: 1, days: 30 } });
    const machine = process.env.TZ;
    process.env.TZ = "Asia/Kathmandu";
    const reversed = {
      ...straight,
      backups: [...backups].reverse(),
      prunes: [...prunes, ...prunes].reverse(),
    };
    const again = proveRetention({ ...reversed, wanted: { days: 30, monthly: 1, weekly: 4 } });
    process.env.TZ = machine;
    expect(again).toEqual(expected);
  });
});

describe("the option that is turned up", () => {
  it.each<[string, number, WantedRetention, PbsKeep, string]>([
    [
      "every copy of a day",
      day / 4,
      { last: 9, days: 1 },
      { keepLast: 9 },
      "keep-last 9, as wanted",
    ],
    [
      "a copy a year",
      366 * day,
      { yearly: 2, days: 30 },
      { keepYearly: 2 },
      "keep-yearly 2, as wanted",
    ],
    [
      "a copy a week, of which months are enough",
      week,
      { monthly: 12, days: 1 },
      { keepMonthly: 12 },
      "no keep-weekly, as wanted",
    ],
  ])("tells apart %s", (_what, distance, wanted, settings, reason) => {
    const [backups, prunes] = [every(distance, 10, sunday), every(day, 10, sunday + 12 * hour)];

    expect(proveRetention({ engine: "pbs", wanted, backups, prunes, zone: "UTC" })).toMatchObject({
      ...{ engine: "pbs", settings, reason },
    });
  });
});

describe("what a prune job looks back over", () => {
  const reach = (distance: number, keep: PbsKeep) =>
    pbsRule(new History({ backups: every(distance, 3, sunday), prunes: [], zone: "UTC" }), keep)
      .reach;

  it.each<[PbsKeep, number, number]>([
    // Three periods and the one that is passed over, and the time between two copies.
    [{ keepLast: 3 }, hour / 2, 2.5 * hour],
    [{ keepHourly: 3 }, hour / 2, 4.5 * hour],
    [{ keepDaily: 3 }, hour, 4 * day + hour],
    [{ keepWeekly: 3 }, day, 29 * day],
    [{ keepMonthly: 3 }, day, 125 * day],
    [{ keepYearly: 3 }, day, (4 * 366 + 1) * day],
    // Rarer copies stretch every period.
    [{ keepHourly: 3 }, 40 * day, 200 * day],
    [{ keepDaily: 3 }, 40 * day, 200 * day],
    [{ keepWeekly: 3 }, 40 * day, 200 * day],
    [{ keepMonthly: 3 }, 40 * day, 200 * day],
    [{ keepYearly: 1 }, 400 * day, 1200 * day],
    [{ keepDaily: 1, keepWeekly: 1 }, day, 17 * day],
    [{}, day, day],
  ])("%j with %d ms between copies is %d ms", (keep, distance, wanted) => {
    expect(reach(distance, keep)).toBe(wanted);
  });
});
