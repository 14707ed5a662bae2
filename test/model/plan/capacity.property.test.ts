import * as fc from "fast-check";
import { type Engine, type Sizing } from "../../../model/estate";
import { planCapacity } from "../../../model/plan/capacity";
import { type PlannedCopy, type PlannedItem } from "../../../model/plan/plan";
import { storedGB } from "../../../model/size/stored-size";
import { copy, item, place, sizing, provenRetention, unprovenRetention } from "../../support/plan";
import { tries } from "../../support/random-cases";

const nothing = { copies: [], unknown: [] };
const today = "2026-11-24";
const engines: readonly Engine[] = ["pbs", "veeam", "pgbackrest", "s3", "minio", "iperius"];

/** One item of a job, and what the job keeps of it. */
const drafts = fc.array(
  fc.record({
    engine: fc.constantFrom(...engines),
    job: fc.constantFrom("a", "b", "c"),
    usedGB: fc.integer({ min: 0, max: 1000 }),
  }),
  { minLength: 1, maxLength: 8 },
);

const histories = fc.record({
  restorePoints: fc.integer({ min: 1, max: 60 }),
  intervalDays: fc.constantFrom(1 / 24, 0.25, 1, 7, 31),
  more: fc.integer({ min: 0, max: 400 }),
  steadyAfterDays: fc.option(fc.integer({ min: 1, max: 800 })),
});

const cases = fc.record({
  drafts,
  histories: fc.tuple(histories, histories, histories),
  share: fc.constantFrom(0, 0.001, 0.01, 0.2),
  fullness: fc.double({ min: 0.3, max: 3, noNaN: true }),
});

interface Case {
  readonly items: PlannedItem[];
  readonly copies: PlannedCopy[];
  readonly sizing: Sizing;
}

/** Copies of one engine for each job, in one store of the first one's. */
function caseOf(given: typeof cases extends fc.Arbitrary<infer C> ? C : never): Case {
  const own: Sizing = { ...sizing, dailyChangeShare: given.share };
  const made = given.drafts.map(({ engine, job, usedGB }, index) => {
    const { restorePoints, intervalDays, more, steadyAfterDays } =
      given.histories["abc".indexOf(job)]!;
    const name = `guest${index}`;
    const spanDays = (restorePoints - 1) * intervalDays + more;
    const history = { restorePoints, intervalDays, spanDays };
    const one = item({ name, usedGB, dailyChangeGB: usedGB * given.share });
    const retention =
      steadyAfterDays === null ? unprovenRetention : provenRetention({ steadyAfterDays });
    return {
      item: one,
      copy: copy({
        ...{ item: name, engine, job: `${job}-${engine}`, history, retention },
        storedGB: storedGB(engine, one, history, own),
      }),
    };
  });
  return { items: made.map((one) => one.item), copies: made.map((one) => one.copy), sizing: own };
}

/** What there is after so many days, backup by backup and item by item. */
function naiveGB({ items, copies, sizing: own }: Case, days: number): number {
  return copies.reduce((sum, { item: name, engine, history, retention, storedGB: whole }) => {
    if (retention.steadyAfterDays !== null && days >= retention.steadyAfterDays) return sum + whole;
    let points = 0;
    while (points < history.restorePoints && points * history.intervalDays <= days + 1e-9) {
      points += 1;
    }
    const spanDays = Math.min(days, history.spanDays);
    const volume = items.find((one) => one.name === name)!;
    return sum + storedGB(engine, volume, { ...history, restorePoints: points, spanDays }, own);
  }, 0);
}

const dayOf = (date: string) => (Date.parse(date) - Date.parse(today)) / 86_400_000;

describe("a store with random histories", () => {
  it("passes every level on the very day on which it does backup by backup, or never in all of its days", () => {
    fc.assert(
      fc.property(cases, (given) => {
        const own = caseOf(given);
        const wholeGB = own.copies.reduce((sum, one) => sum + one.storedGB, 0);
        const capacityGB = Math.max(1, wholeGB * given.fullness);
        const places = { store: place({ capacityGB }) };
        const [store] = planCapacity(
          { places, sizing: own.sizing },
          own.items,
          own.copies,
          nothing,
          today,
        );
        const last = own.copies.reduce((most, { history }) => Math.max(most, history.spanDays), 0);

        expect(store!.storedGB).toBeCloseTo(wholeGB, 1);
        for (const { percent, date } of store!.passes) {
          const limit = (percent / 100) * capacityGB;
          const day = date === undefined ? Math.ceil(last) + 1 : dayOf(date);
          if (date !== undefined) {
            expect(naiveGB(own, day)).toBeGreaterThanOrEqual(limit - 1e-6);
          }
          for (let before = 0; before < day; before += 1) {
            expect(naiveGB(own, before)).toBeLessThanOrEqual(limit + 1e-6);
          }
        }
        for (const { date, storedGB: held } of store!.months) {
          expect(held).toBeCloseTo(naiveGB(own, dayOf(date)), 1);
        }
        expect(store!.months.at(-1)!.storedGB).toBeCloseTo(wholeGB, 1);
      }),
      tries(60),
    );
  });
});
