import fc from "fast-check";
import { proveRetention } from "../../../model/engines/engines";
import { day } from "./support/instants";
import { play } from "./support/naive-replay";
import { naiveVeeam } from "./support/naive-veeam";
import { instantsOf, scenarios } from "./support/scenarios";
import { tries } from "../../support/random-cases";

describe("whatever the schedule, the zone and the start, in Veeam", () => {
  it("chosen settings keep what is wanted, as the documented rules are played", () => {
    fc.assert(
      fc.property(scenarios, fc.nat(60), (scenario, days) => {
        const { zone, keep } = scenario;
        const { backups } = instantsOf(scenario);
        const wanted = { ...keep, last: 0, days };
        const proof = proveRetention({ engine: "veeam", wanted, backups, prunes: [], zone });
        if ("unprovable" in proof) return expect(proof.unprovable).toMatch(/history of/);
        const { restoreDays, gfsWeekly, gfsMonthly, gfsYearly } = proof.settings;
        const gfs = { weekly: gfsWeekly, monthly: gfsMonthly, yearly: gfsYearly };
        const steady = (backups[0] as number) + proof.steadyAfterDays * day;
        const played = play(backups, backups, steady, naiveVeeam(backups, zone, restoreDays, gfs));
        expect(played.mostHeld).toBe(proof.restorePoints);
        expect(Math.ceil(played.longestSpan / day)).toBe(proof.spanDays);
        expect(played.youngestRemoved).toBeGreaterThanOrEqual((proof.keepsAtLeastDays ?? 0) * day);
        expect(played.youngestOldest).toBeGreaterThanOrEqual((proof.oldestAtLeastDays ?? 0) * day);
        expect(proof.keepsAtLeastDays ?? Infinity).toBeGreaterThanOrEqual(days);
        expect(proof.oldestAtLeastDays ?? Infinity).toBeGreaterThanOrEqual(days);
      }),
      tries(30),
    );
  });
});
