import fc from "fast-check";
import { type SettingsOf } from "../../../model/engines/settings";
import { type Engine, type WantedRetention } from "../../../model/estate";
import { bundlesRule } from "../../../model/retention/git-bundles";
import { History } from "../../../model/retention/history";
import { newestCopiesRule } from "../../../model/retention/newest-copies";
import { pbsRule } from "../../../model/retention/pbs-retention";
import { forgetRule } from "../../../model/retention/restic-forget";
import { pgBackRestRule } from "../../../model/retention/pgbackrest-time";
import { proveRetention } from "../../../model/engines/engines";
import { type Rule } from "../../../model/retention/rule";
import { s3CopiesRule, s3VersionsRule } from "../../../model/retention/s3-lifecycle";
import { simulate } from "../../../model/retention/simulation";
import { veeamRules } from "../../../model/retention/veeam-retention";
import { yearsToSimulate } from "../../../model/retention/years-to-simulate";
import { day, every, hour, utc } from "./support/instants";
import { play } from "./support/naive-replay";
import { instantsOf, randomly, type Scenario, scenarios } from "./support/scenarios";
import { tries } from "../../support/random-cases";

const week = 7 * day;
const sunday = utc("2026-01-04 06:00");
const zone = "America/New_York";

/** The rule that an engine follows with the settings that were chosen for it. */
const rules: Readonly<
  Partial<{ [E in Engine]: (history: History, settings: SettingsOf[E]) => Rule }>
> = {
  pbs: pbsRule,
  veeam: (history, { restoreDays, gfsWeekly, gfsMonthly, gfsYearly }) =>
    veeamRules(history, { weekly: gfsWeekly, monthly: gfsMonthly, yearly: gfsYearly })(restoreDays),
  pgbackrest: (history, { retentionFull }) => pgBackRestRule(history, retentionFull),
  dump: forgetRule,
  minio: s3VersionsRule,
  git: (history, { keepDays, keepLast }) => bundlesRule(history, { keepDays, keepLast }),
  kubernetes: (history, { retain }) => newestCopiesRule(history, retain),
  s3: s3CopiesRule,
};

function ruleOf<E extends Engine>(engine: E): (history: History, settings: SettingsOf[E]) => Rule {
  const rule = rules[engine];
  if (rule === undefined) throw new Error(`nothing is known of ${engine}`);
  return rule;
}

const engines = fc.constantFrom(...(Object.keys(rules) as Engine[]));

describe("whatever the engine, the schedule and the wish", () => {
  const provedFor = <E extends Engine>(engine: E, scenario: Scenario, days: number) => {
    const { backups, prunes } = instantsOf(scenario);
    const wanted = { ...(engine === "minio" ? {} : scenario.keep), days };
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
      tries(40),
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
        const rule = ruleOf(engine)(history, found.proof.settings);
        const { keepsAtLeastDays } = simulate(history, rule);
        // Versions that fewer changes replace stay longer; everything else counts copies or days.
        expect(keepsAtLeastDays ?? Infinity).toBeGreaterThanOrEqual(days);
        if (engine !== "pbs") return;
        expect(keepsAtLeastDays ?? Infinity).toBeGreaterThanOrEqual(
          found.proof.keepsAtLeastDays ?? 0,
        );
      }),
      tries(40),
    );
  });

  it("bundles keep an old one even where some were missed and others added", () => {
    fc.assert(
      fc.property(scenarios, fc.nat(90), fc.nat(), (scenario, days, seed) => {
        const found = provedFor("git", scenario, days);
        if (!found) return;
        const { keepDays, keepLast } = found.proof.settings;
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
      tries(30),
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
