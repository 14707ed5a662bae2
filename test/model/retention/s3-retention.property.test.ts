import fc from "fast-check";
import { type StorageClass } from "../../../model/estate";
import { History } from "../../../model/retention/history";
import { proveRetention } from "../../../model/engines/engines";
import { s3VersionsRule } from "../../../model/retention/s3-lifecycle";
import { simulate } from "../../../model/retention/simulation";
import { day, every } from "./support/instants";
import { play } from "./support/naive-replay";
import { instantsOf, scenarios } from "./support/scenarios";
import { tries } from "../../support/random-cases";

describe("whatever the schedule and the start, in S3", () => {
  it("chosen settings keep what is wanted", () => {
    const classes = fc.constantFrom<StorageClass>("STANDARD", "STANDARD_IA", "GLACIER");
    const cases = fc.record({
      scenario: scenarios,
      storageClass: classes,
      days: fc.nat(120),
      lockDays: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(cases, ({ scenario, storageClass, days, lockDays }) => {
        const { backups } = instantsOf(scenario);
        const { zone } = scenario;
        const wanted = { days };
        const given = {
          engine: "s3",
          wanted,
          backups,
          prunes: [],
          zone,
          storageClass,
          lockDays,
        } as const;
        const proof = proveRetention(given);
        if ("unprovable" in proof) throw new Error(proof.unprovable);
        const { expirationDays, noncurrentDays, lockDays: locked = 0 } = proof.settings;
        expect(locked).toBeGreaterThanOrEqual(lockDays ?? 0);
        // Whoever writes over a copy the moment it is there gains nothing before its time.
        const overwrittenAt = Math.max(noncurrentDays, locked);
        expect(overwrittenAt).toBeGreaterThanOrEqual(proof.keepsAtLeastDays ?? 0);
        expect(expirationDays).toBeGreaterThanOrEqual(locked);
        const last = backups.at(-1) as number;
        const midnights = every(day, 4, Math.floor((backups[0] as number) / day) * day).filter(
          (midnight) => midnight <= last,
        );
        const steady = (backups[0] as number) + proof.steadyAfterDays * day;
        const played = play(backups, midnights, steady, (held, now) =>
          // Hidden at the first midnight that is not before the days are over.
          held.filter((made) => made + expirationDays * day > now),
        );
        expect(played.youngestRemoved).toBeGreaterThanOrEqual((proof.keepsAtLeastDays ?? 0) * day);
        expect(played.youngestOldest).toBeGreaterThanOrEqual((proof.oldestAtLeastDays ?? 0) * day);
        expect(proof.keepsAtLeastDays).toBeGreaterThanOrEqual(days);
        expect(proof.oldestAtLeastDays).toBeGreaterThanOrEqual(days);
      }),
      tries(40),
    );
  });

  it("no state of the last days is lost with a version, however often it is replaced", () => {
    fc.assert(
      fc.property(scenarios, fc.integer({ min: 1, max: 60 }), (scenario, noncurrentDays) => {
        const { backups } = instantsOf(scenario);
        const { zone } = scenario;
        const versions = new History({ backups, prunes: [], zone });
        const proof = simulate(versions, s3VersionsRule(versions, { noncurrentDays }));
        expect(proof.keepsAtLeastDays).toBeGreaterThanOrEqual(noncurrentDays);
        expect(proof.oldestAtLeastDays).toBeGreaterThanOrEqual(noncurrentDays);
        expect(proof.keepsAtLeastDays).toBeLessThanOrEqual(noncurrentDays + 1);
      }),
      tries(40),
    );
  });
});
