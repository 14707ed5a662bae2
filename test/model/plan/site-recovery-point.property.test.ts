import * as fc from "fast-check";
import { checkDeclaration } from "../../../config/declaration";
import { priceList } from "../../../config/prices/price-list";
import { type Plan, type PlannedJob } from "../../../model/plan/plan";
import { planEstate } from "../../../model/plan/plan-estate";
import { randomDeclarations } from "../../support/random-declaration";
import { runs } from "./support/site-year";
import { tries } from "../../support/random-cases";

const hour = 3_600_000;
const minute = 60_000;

/** What a job made: begun with what there was at `at`, there for others from `until` on. */
interface Made {
  readonly at: number;
  readonly until: number;
}

/** Every run for two years, a time that the clocks repeat only once. */
function madeBy({ schedule, durationMinutes, id }: PlannedJob, timezone: string): Made[] {
  const all = runs({ id, durationMinutes }, schedule, timezone, 2027, 2);
  const once = all.filter((run, index) => all[index - 1]?.wall !== run.wall);
  return once
    .map(({ from }) => ({ at: from, until: from + durationMinutes * minute }))
    .sort((a, b) => a.at - b.at);
}

/** The newest of those that are there at that instant. */
function newestAt(all: readonly Made[], now: number): Made | undefined {
  return all.filter(({ until }) => until <= now).at(-1);
}

/** The most that is ever lost, in hours, played run by run once there has been one of each. */
function mostLost(firsts: readonly Made[], checks: readonly Made[] | undefined, offsite: Made[]) {
  // A verification looks at what is complete when it begins.
  const brought =
    checks === undefined
      ? firsts
      : firsts.flatMap(({ at, until }) => {
          const check = checks.find((one) => one.at >= until);
          return check === undefined ? [] : [{ at, until: check.until }];
        });
  const losses = offsite.slice(1).flatMap(({ until }, index) => {
    const before = newestAt(brought, offsite[index]!.at);
    return before === undefined ? [] : [(until - before.at) / hour];
  });
  return losses.reduce((most, loss) => Math.max(most, loss), 0);
}

function planned(sections: Record<string, unknown>): Plan {
  const { estate, faults } = checkDeclaration(sections);
  if (!estate) throw new Error(JSON.stringify(faults, null, 2));
  return planEstate(estate, priceList(), "2026-11-24");
}

describe("the recovery point of the site", () => {
  it("is never shorter than what two years of a random estate's runs come to, nor longer by more than waiting for it", () => {
    let compared = 0;
    fc.assert(
      fc.property(randomDeclarations({ guests: [1, 8], nodes: [1, 4] }), (sections) => {
        const { timezone } = sections["site"] as { timezone: string };
        const { jobs, copies, objectives } = planned(sections);
        const jobOf = new Map(jobs.map((job) => [job.id, job]));
        const storeOf = (place: string) => sections["places"]![place] as { store: string };
        for (const objective of objectives.filter(({ kind }) => kind === "site-rpo")) {
          const own = copies.filter(
            ({ item, class: name }) => item === objective.item && name === objective.class,
          );
          const offsite = jobOf.get(own.find(({ offsite: out }) => out)!.job)!;
          const first = jobOf.get(own.find(({ offsite: out }) => !out)!.job)!;
          const checks =
            first.engine === "pbs"
              ? jobs.find(
                  ({ kind, place }) =>
                    kind === "verify" && storeOf(place).store === storeOf(first.place).store,
                )!
              : undefined;
          const lost = mostLost(
            madeBy(first, timezone),
            checks && madeBy(checks, timezone),
            madeBy(offsite, timezone),
          );
          compared += 1;
          expect(objective.hours).toBeGreaterThanOrEqual(lost - 0.001);
          // A week and a day between the runs that others wait for, their hours, an hour of the clocks, maintenance.
          const waiting = 168 + 24 + 2 + 16;
          const running = [first, checks].reduce(
            (sum, job) => sum + (job?.durationMinutes ?? 0),
            0,
          );
          expect(objective.hours).toBeLessThanOrEqual(lost + waiting + running / 60);
        }
      }),
      tries(8),
    );
    expect(compared).toBeGreaterThan(0);
  });
});
