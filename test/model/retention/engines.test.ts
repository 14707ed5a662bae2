import { type Engine, type WantedRetention } from "../../../model/estate";
import { bundlesRule } from "../../../model/retention/git-bundles";
import { History } from "../../../model/retention/history";
import { newestCopiesRule } from "../../../model/retention/newest-copies";
import { forgetRule } from "../../../model/retention/restic-forget";
import { pgBackRestRule } from "../../../model/retention/pgbackrest-time";
import { proveRetention } from "../../../model/engines/engines";
import { type Rule } from "../../../model/retention/rule";
import { day, every, hour, utc } from "./support/instants";

const week = 7 * day;
const sunday = utc("2026-01-04 06:00");
const zone = "America/New_York";

const proved = (engine: Engine, distance: number, wanted: WantedRetention, fulls?: number[]) =>
  proveRetention({
    engine,
    wanted,
    zone,
    backups: every(distance, 10, sunday),
    prunes: [],
    ...(fulls ? { fulls } : {}),
  });

/** What is left at `now`, by its place. */
function left(history: History, rule: Rule, now: string): readonly number[] {
  const held = history.backups.map((_, at) => at);
  return rule.kept(held, utc(now));
}

describe("pgBackRest by time", () => {
  const fulls = ["2026-01-04 01:00", "2026-01-11 01:00", "2026-01-18 01:00"].map(utc);
  const increments = ["2026-01-06 01:00", "2026-01-13 01:00"].map(utc);
  const history = new History({
    backups: [...fulls, ...increments],
    prunes: [],
    zone: "UTC",
    fulls,
  });

  it("lets go of a full backup only once a newer one is older than the days", () => {
    const rule = pgBackRestRule(history, 30);
    // 35 and 28 days old: letting go of the older one would leave none of 30 days.
    expect(left(history, rule, "2026-02-08 01:00")).toEqual([0, 1, 2, 3, 4]);
    // Exactly 30 days are not more than 30 days.
    expect(left(history, rule, "2026-02-10 01:00")).toEqual([0, 1, 2, 3, 4]);
    expect(left(history, rule, "2026-02-10 01:01")).toEqual([2, 3, 4]);
    expect(left(history, rule, "2027-01-01 00:00")).toEqual([4]);
  });

  it("takes the wanted days as they are, since it keeps more by itself", () => {
    expect(proved("pgbackrest", week, { weekly: 4, monthly: 1, days: 30 })).toMatchObject({
      settings: { retentionFull: 30 },
      reason: "keep full backups for 30 days, and always one that is older",
      // A weekly run finds the next full backup 28 days old, and a week later 35.
      keepsAtLeastDays: 35,
      oldestAtLeastDays: 35,
    });
  });

  it("keeps full backups for longer where copies are wanted by number", () => {
    // With 41 days, those of 0 to 35 days and the one of 42 are seven.
    expect(proved("pgbackrest", week, { weekly: 8, days: 30 })).toMatchObject({
      engine: "pgbackrest",
      settings: { retentionFull: 42 },
      reason:
        "keep full backups for 42 days, because with 41 there are at times fewer than 8 weekly copies",
    });
  });

  it("loses WAL no younger than the days, even where full backups are rare", () => {
    const fulls = every(28 * day, 10, sunday);
    expect(proved("pgbackrest", day, { days: 30 }, fulls)).toMatchObject({
      settings: { retentionFull: 30 },
      keepsAtLeastDays: 31,
      restorePoints: 59,
    });
  });
});

describe("dumps", () => {
  const six = new History({ backups: every(week, 1, sunday).slice(0, 6), prunes: [], zone });
  const kept = (keepWithinDays: number, keepLast: number) =>
    left(six, forgetRule(six, { keepWithinDays, keepLast }), "2026-02-20 06:00");

  it("stay while they are among the last, or less older than the newest than the days, whatever the time is", () => {
    // 14 days older than the newest is not within 14 days of it.
    expect(kept(14, 1)).toEqual([4, 5]);
    expect(kept(15, 1)).toEqual([3, 4, 5]);
    expect(kept(14, 4)).toEqual([2, 3, 4, 5]);
    expect(kept(1, 1)).toEqual([5]);
    expect(kept(1, 9)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("are kept as many as reach as far back as wanted, and for the days besides", () => {
    expect(proved("dump", week, { weekly: 4, monthly: 1, days: 30 })).toMatchObject({
      settings: { keepLast: 6, keepWithinDays: 30 },
      reason: "keep-last 6, because with 5 the oldest copy is at times only 28 days old",
      keepsAtLeastDays: 42,
      oldestAtLeastDays: 35,
    });
    expect(proved("dump", week, { days: 0 })).toMatchObject({
      settings: { keepLast: 1, keepWithinDays: 1 },
    });
  });
});

describe("git bundles", () => {
  it("stay while they are young, or among the last", () => {
    const history = new History({ backups: every(week, 1, sunday).slice(0, 6), prunes: [], zone });
    const kept = (keepDays: number, keepLast: number) =>
      left(history, bundlesRule(history, { keepDays, keepLast }), "2026-02-09 06:01");
    expect(kept(15, 1)).toEqual([4, 5]);
    expect(kept(15, 4)).toEqual([2, 3, 4, 5]);
    expect(kept(0, 1)).toEqual([5]);
    expect(kept(0, 9)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("stay until they are older than the days, all of them while they are young", () => {
    const history = new History({ backups: every(week, 1, sunday).slice(0, 6), prunes: [], zone });
    const kept = (keepDays: number, now: string) =>
      left(history, bundlesRule(history, { keepDays, keepLast: 1 }), now);
    // The first is of 4 January.
    expect(kept(36, "2026-02-09 06:00")).toEqual([0, 1, 2, 3, 4, 5]);
    expect(kept(36, "2026-02-09 06:01")).toEqual([1, 2, 3, 4, 5]);
    expect(kept(60, "2026-02-09 06:01")).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("are kept as many as wanted, and one at least", () => {
    expect(proved("git", week, { last: 10, days: 30 })).toMatchObject({
      settings: { keepDays: 30, keepLast: 10 },
      reason: "keep the last 10 bundles, as wanted",
    });
    expect(proved("git", week, { days: 0 })).toMatchObject({
      settings: { keepDays: 0, keepLast: 1 },
    });
  });

  it("are kept by number and by days", () => {
    expect(proved("git", week, { days: 365 })).toMatchObject({
      engine: "git",
      settings: { keepDays: 365, keepLast: 54 },
      reason:
        "keep the last 54 bundles, because with 53 the oldest copy is at times only 364 days old",
      keepsAtLeastDays: 378,
      oldestAtLeastDays: 371,
    });
  });
});

describe("snapshots in Kubernetes", () => {
  it("are kept as many as span the wanted days", () => {
    expect(proved("kubernetes", day, { days: 30 })).toMatchObject({
      settings: { retain: 31 },
      oldestAtLeastDays: 30,
    });
  });

  it("of etcd every six hours are ten where two days are wanted", () => {
    expect(proved("kubernetes", 6 * hour, { last: 10, days: 2 })).toMatchObject({
      engine: "kubernetes",
      settings: { retain: 10 },
      reason: "retain 10 snapshots, as wanted",
      keepsAtLeastDays: 2,
      oldestAtLeastDays: 2,
      restorePoints: 10,
      // Nine times six hours from the oldest to the newest; eleven times until the beginning is forgotten.
      spanDays: 3,
      steadyAfterDays: 3,
    });
  });

  it("are as many more as a wanted number of days with copies takes", () => {
    expect(proved("kubernetes", day, { daily: 32, days: 30 })).toMatchObject({
      settings: { retain: 32 },
      reason: "retain 32 snapshots, because with 31 there are at times fewer than 32 daily copies",
    });
  });
});

describe("versions in MinIO", () => {
  it("are kept the wanted days, whether or not changes follow a schedule", () => {
    const wanted = { days: 30 };
    const proof = {
      engine: "minio",
      settings: { noncurrentDays: 30 },
      reason: "keep replaced versions for 30 days, as wanted",
      keepsAtLeastDays: 30,
    };
    // In the evening those that were replaced since midnight 31 days ago, and the current one.
    expect(proved("minio", 6 * hour, wanted)).toMatchObject({ ...proof, restorePoints: 124 });
    const continuous = { engine: "minio", wanted, zone } as const;
    expect(proveRetention({ ...continuous, backups: [], prunes: [] })).toMatchObject({
      ...proof,
      restorePoints: 32,
    });
  });

  it.each<[WantedRetention, string, number]>([
    [{ weekly: 4, monthly: 1, days: 30 }, "4 weekly and 1 monthly", 30],
    [{ daily: 60, days: 30 }, "60 daily", 59],
    [{ last: 400, days: 30 }, "400 last", 30],
    [{ yearly: 2, days: 30 }, "2 yearly", 366],
  ])("fail where %j counts them, for nobody knows when objects change", (wanted, counts, days) => {
    const proof = proveRetention({ engine: "minio", wanted, zone, backups: [], prunes: [] });

    expect(proof).toEqual({
      wanted,
      unprovable: expect.stringMatching(
        `^no number of days holds ${counts} versions for certain: .* when objects change`,
      ) as string,
      fix: `ask for days alone: \`retention: { days: ${days} }\` goes back as far`,
    });
  });

  it("are kept as long as others want of the same bucket", () => {
    const kept = (leastDays: number) =>
      proveRetention({
        ...{ engine: "minio", wanted: { days: 30 }, leastDays, zone, backups: [], prunes: [] },
      });
    expect(kept(45)).toMatchObject({ settings: { noncurrentDays: 45 } });
    expect(kept(10)).toMatchObject({ settings: { noncurrentDays: 30 } });
  });
});

describe("a rule", () => {
  const history = new History({ backups: every(week, 1, sunday).slice(0, 6), prunes: [], zone });
  const now = "2026-02-08 06:00";

  it.each<[string, Rule]>([
    ["pgBackRest", pgBackRestRule(history, 60)],
    ["bundles", bundlesRule(history, { keepDays: 60, keepLast: 1 })],
    ["as many bundles as are kept", bundlesRule(history, { keepDays: 0, keepLast: 6 })],
    ["as many copies as are kept", newestCopiesRule(history, 6)],
    ["fewer copies", newestCopiesRule(history, 9)],
  ])(
    "of %s leaves the list itself where nothing goes, so that nothing is told of",
    (_what, rule) => {
      const held = [0, 1, 2, 3, 4, 5];
      expect(rule.kept(held, utc(now))).toBe(held);
    },
  );
});

describe("Iperius", () => {
  it("fails to be proved, since nobody says what it removes", () => {
    expect(proved("iperius", week, { days: 30 })).toEqual({
      wanted: { days: 30 },
      unprovable: expect.stringContaining("nothing is known"),
      fix: expect.any(String),
    });
  });
});

describe("an engine that keeps all of the newest copies", () => {
  it.each<[Engine, WantedRetention, number]>([
    ["kubernetes", { yearly: 10, days: 2 }, 10],
    ["git", { yearly: 10, days: 2 }, 10],
    ["pbs", { days: 730 }, 2],
  ])(
    "fails at once, with what helps, when %s would have to keep years of hours",
    (engine, wanted, years) => {
      const found = proved(engine, hour, wanted);
      const copies = Number(
        /about (\d+) copies/.exec("unprovable" in found ? found.unprovable : "")?.[1],
      );
      // Hours of so many years, the last of which may begin a year earlier.
      expect(copies).toBeGreaterThan((years - 1) * 365 * 24);
      expect(copies).toBeLessThan((years + 1) * 366 * 24);
      expect(found).toMatchObject({
        unprovable: expect.stringContaining("10000 are allowed") as string,
        fix: expect.stringContaining("make copies less often") as string,
      });
    },
  );

  it("is asked for a copy an hour for a year", () => {
    expect(proved("kubernetes", hour, { days: 365 })).toMatchObject({
      proven: true,
      settings: { retain: 365 * 24 + 1 },
    });
  });
});
