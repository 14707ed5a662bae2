import fc from "fast-check";
import { type Engine, type WantedRetention } from "../../../model/estate";
import { bundlesRule } from "../../../model/retention/git-bundles";
import { History } from "../../../model/retention/history";
import { newestCopiesRule } from "../../../model/retention/newest-copies";
import { pbsRule } from "../../../model/retention/pbs-retention";
import { pgBackRestRule } from "../../../model/retention/pgbackrest-time";
import { proveRetention } from "../../../model/retention/prove";
import { type Rule } from "../../../model/retention/rule";
import { s3CopiesRule, s3VersionsRule } from "../../../model/retention/s3-lifecycle";
import { simulate } from "../../../model/retention/simulation";
import { veeamRules } from "../../../model/retention/veeam-retention";
import { yearsToSimulate } from "../../../model/retention/years-to-simulate";
import { day, every, hour, utc } from "./support/instants";
import { play } from "./support/naive-replay";
import { instantsOf, randomly, type Scenario, scenarios } from "./support/scenarios";

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

  it("loses WAL no younger than the days, even where full backups are rare", () => {
    const fulls = every(28 * day, 10, sunday);
    expect(proved("pgbackrest", day, { days: 30 }, fulls)).toMatchObject({
      settings: { retentionFull: 30 },
      keepsAtLeastDays: 31,
      restorePoints: 59,
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

  it("are kept by number and by days", () => {
    expect(proved("git", week, { days: 365 })).toMatchObject({
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
      settings: { retain: 10 },
      reason: "retain 10 snapshots, as wanted",
      keepsAtLeastDays: 2,
      oldestAtLeastDays: 2,
      restorePoints: 10,
    });
  });
});

describe("versions in MinIO", () => {
  it("are kept the wanted days, whether or not changes follow a schedule", () => {
    const settings = { settings: { noncurrentDays: 30 }, keepsAtLeastDays: 30 };
    expect(proved("minio", 6 * hour, { weekly: 4, days: 30 })).toMatchObject(settings);
    const continuous = { engine: "minio", wanted: { weekly: 4, days: 30 }, zone } as const;
    expect(proveRetention({ ...continuous, backups: [], prunes: [] })).toMatchObject({
      ...settings,
      restorePoints: 32,
    });
  });
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

/** The rule that an engine follows with the settings that were chosen for it. */
const rules: Readonly<
  Record<string, (history: History, settings: Record<string, number>) => Rule>
> = {
  pbs: pbsRule,
  veeam: (history, { restoreDays = 0, gfsWeekly, gfsMonthly, gfsYearly }) =>
    veeamRules(history, { weekly: gfsWeekly, monthly: gfsMonthly, yearly: gfsYearly })(restoreDays),
  pgbackrest: (history, { retentionFull = 0 }) => pgBackRestRule(history, retentionFull),
  minio: s3VersionsRule,
  git: (history, { keepDays = 0, keepLast = 0 }) => bundlesRule(history, { keepDays, keepLast }),
  kubernetes: (history, { retain = 0 }) => newestCopiesRule(history, retain),
  s3: s3CopiesRule,
};

const engines = fc.constantFrom(...(Object.keys(rules) as Engine[]));

describe("whatever the engine, the schedule and the wish", () => {
  const provedFor = (engine: Engine, scenario: Scenario, days: number) => {
    const { backups, prunes } = instantsOf(scenario);
    const wanted = { ...scenario.keep, days };
    const proof = proveRetention({ engine, wanted, zone: scenario.zone, backups, prunes });
    if ("unprovable" in proof) expect(proof.unprovable).toMatch(/history of/);
    return "unprovable" in proof ? undefined : { proof, backups, prunes };
  };

  it("the days are kept, or it is said why they cannot be proved", () => {
    fc.assert(
      fc.property(engines, scenarios, fc.nat(90), (engine, scenario, days) => {
        const { proof } = provedFor(engine, scenario, days) ?? {};
        expect(proof?.keepsAtLeastDays ?? Infinity).toBeGreaterThanOrEqual(days);
        expect(proof?.oldestAtLeastDays ?? Infinity).toBeGreaterThanOrEqual(days);
      }),
      { numRuns: 40 },
    );
  });

  it("missed backups and prunes let nothing go that is younger than wanted", () => {
    fc.assert(
      fc.property(engines, scenarios, fc.nat(90), fc.nat(), (engine, scenario, days, seed) => {
        const found = provedFor(engine, scenario, days);
        if (!found) return;
        const some = <T>(all: T[]) => all.filter(() => random() > 0.2);
        const random = randomly(seed);
        const [backups, prunes] = [some(found.backups), some(found.prunes)];
        const history = new History({ backups, prunes, zone: scenario.zone });
        const rule = rules[engine]?.(history, found.proof.settings) as Rule;
        const { keepsAtLeastDays } = simulate(history, rule);
        // Versions that fewer changes replace stay longer; everything else counts copies or days.
        expect(keepsAtLeastDays ?? Infinity).toBeGreaterThanOrEqual(days);
        if (engine !== "pbs") return;
        expect(keepsAtLeastDays ?? Infinity).toBeGreaterThanOrEqual(
          found.proof.keepsAtLeastDays ?? 0,
        );
      }),
      { numRuns: 40 },
    );
  });

  it("bundles keep an old one even where some were missed and others added", () => {
    fc.assert(
      fc.property(scenarios, fc.nat(90), fc.nat(), (scenario, days, seed) => {
        const found = provedFor("git", scenario, days);
        if (!found) return;
        const { keepDays = 0, keepLast = 0 } = found.proof.settings;
        const random = randomly(seed);
        const made = found.backups.filter(() => random() > 0.2);
        const added = found.backups.filter(() => random() > 0.9).map((at) => at + hour);
        const naive = (held: readonly number[], now: number) => [
          ...held.filter((at) => now - at <= keepDays * day),
          ...[...held].sort((a, b) => b - a).slice(0, keepLast),
        ];
        const steady = (found.backups[0] as number) + found.proof.steadyAfterDays * day;
        const missed = play(made, made, steady + week * 4, naive);
        expect(missed.youngestRemoved).toBeGreaterThanOrEqual(days * day);
        const both = [...made, ...added];
        expect(play(both, both, steady, naive).youngestRemoved).toBeGreaterThanOrEqual(days * day);
      }),
      { numRuns: 30 },
    );
  });
});

describe("a history", () => {
  it("has ten years at least, and fifty at most however many are wanted", () => {
    expect(yearsToSimulate({ days: 30 }, 7)).toBe(10);
    expect(yearsToSimulate({ yearly: 400, days: 30 }, 7)).toBe(50);
    const wanted = { yearly: 400, days: 30 };
    const backups = every(week, 50, sunday);
    expect(proveRetention({ engine: "pbs", wanted, zone, backups, prunes: backups })).toMatchObject(
      {
        unprovable: expect.stringMatching(/history of 40[0-9.]+ years to prove it, and 50 were/),
      },
    );
  });

  it.each<[WantedRetention, number]>([
    [{ weekly: 4, monthly: 1, days: 30 }, 7],
    [{ daily: 30, weekly: 8, monthly: 11, yearly: 9, days: 30 }, 1],
    [{ days: 3650 }, 7],
    [{ monthly: 120, days: 30 }, 31],
    [{ last: 400, days: 1 }, 7],
    // Proxmox's own example of how to keep ten years of daily backups.
    [{ last: 3, daily: 13, weekly: 8, monthly: 11, yearly: 9, days: 14 }, 1],
  ])("of as many years as %j asks for proves it", (wanted, gap) => {
    const backups = every(gap * day, yearsToSimulate(wanted, gap), sunday);
    for (const engine of ["pbs", "veeam", "s3"] as const) {
      const proof = proveRetention({ engine, wanted, zone, backups, prunes: backups });
      expect(proof).toMatchObject({ proven: true });
    }
  });
});
