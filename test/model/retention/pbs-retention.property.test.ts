import fc from "fast-check";
import { History } from "../../../model/retention/history";
import { pbsRule } from "../../../model/retention/pbs-retention";
import { type PbsKeep } from "../../../model/retention/pbs-prune";
import { proveRetention } from "../../../model/engines/engines";
import { type ProvenRetention } from "../../../model/retention/proven-retention";
import { simulate } from "../../../model/retention/simulation";
import { day } from "./support/instants";
import { naivePrune } from "./support/naive-pbs";
import { play } from "./support/naive-replay";
import { instantsOf, type Scenario, scenarios } from "./support/scenarios";
import { tries } from "../../support/random-cases";

/** Its yearly copies need longer to be steady than the history lasts; only prunes run that late. */
const steadyAfterTheLastBackup: Scenario = {
  zone: "UTC",
  start: 262_968,
  distance: 31 * day,
  late: 0,
  seed: 0,
  pruneDistance: day,
  pruneAfter: 0,
  keep: { last: 3, daily: 14, weekly: 0, monthly: 2, yearly: 1 },
};

describe("whatever the schedule, the zone and the start", () => {
  it("a simulation shows exactly what playing the documented rules shows", () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const { zone, keep } = scenario;
        const { backups, prunes } = instantsOf(scenario);
        const history = new History({ backups, prunes, zone });
        const proof = simulate(history, pbsRule(history, named(keep)));
        const played = play(backups, prunes, proof.steadyAt, (held) =>
          naivePrune(held, keep, zone),
        );
        expect(proof.restorePoints).toBe(played.mostHeld);
        expect(proof.span).toBe(played.longestSpan);
        expect(proof.keepsAtLeastDays).toBe(wholeDays(played.youngestRemoved));
        if (proof.keepsAtLeastDays !== null) {
          // A history that ends before it is steady promises nothing.
          expect(proof.oldestAtLeastDays).toBe(wholeDays(played.youngestOldest) ?? 0);
        }
      }),
      { ...tries(20), examples: [[steadyAfterTheLastBackup]] },
    );
  });

  it("chosen settings keep what is wanted, even where backups began at another time", () => {
    fc.assert(
      fc.property(scenarios, fc.nat(80), fc.nat(60), (scenario, days, later) => {
        const { zone } = scenario;
        const { backups, prunes } = instantsOf(scenario);
        // How weeks meet the ends of years does not show in four of them.
        const keep = { ...scenario.keep, yearly: 0 };
        const wanted = { ...keep, days };
        const proof = proveRetention({ engine: "pbs", wanted, backups, prunes, zone });
        if ("unprovable" in proof) return expect(proof.unprovable).toMatch(/history of/);
        expect(countsOf(proof)).toMatchObject(atLeast(keep, proof));
        const start = backups[later] as number;
        const from = (instants: readonly number[]) => instants.filter((at) => at >= start);
        const steady = start + proof.steadyAfterDays * day;
        const played = play(from(backups), from(prunes), steady, (held) =>
          naivePrune(held, countsOf(proof), zone),
        );
        expect(played.youngestRemoved).toBeGreaterThanOrEqual((proof.keepsAtLeastDays ?? 0) * day);
        expect(played.youngestOldest).toBeGreaterThanOrEqual((proof.oldestAtLeastDays ?? 0) * day);
        expect(proof.keepsAtLeastDays ?? Infinity).toBeGreaterThanOrEqual(days);
        expect(proof.oldestAtLeastDays ?? Infinity).toBeGreaterThanOrEqual(days);
      }),
      tries(20),
    );
  });
});

const wholeDays = (age: number) => (age === Infinity ? null : Math.floor(age / day));

const countNames = ["last", "daily", "weekly", "monthly", "yearly"] as const;
type Counts = Partial<Record<(typeof countNames)[number], number>>;

const optionOf = (name: string) => `keep${name[0]?.toUpperCase()}${name.slice(1)}` as keyof PbsKeep;

function named(counts: Counts): PbsKeep {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [optionOf(name), count]));
}

function countsOf({ settings }: ProvenRetention<"pbs">): Counts {
  return Object.fromEntries(
    countNames.flatMap((name) => {
      const count = settings[optionOf(name)];
      return count === undefined ? [] : [[name, count]];
    }),
  );
}

/** The settings themselves, where each is no smaller than wanted. */
function atLeast(wanted: Counts, proof: ProvenRetention<"pbs">): Counts {
  return Object.fromEntries(
    Object.entries(wanted)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => [name, Math.max(count, proof.settings[optionOf(name)] ?? 0)]),
  );
}
