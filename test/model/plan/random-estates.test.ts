import * as fc from "fast-check";
import { checkDeclaration } from "../../../config/declaration";
import { priceList } from "../../../config/prices/price-list";
import { planEstate } from "../../../model/plan/plan-estate";
import { type Plan } from "../../../model/plan/plan";
import { labSections } from "../../support/lab-plan";

type Tree = Record<string, unknown>;

const today = "2026-11-24";
const prices = priceList();

const frequency = fc.constantFrom("six-hourly", "daily", "weekly", "monthly");
const window = fc.constantFrom("weekend-night", "weeknights", "always");

const retention = fc.record(
  {
    last: fc.integer({ min: 1, max: 20 }),
    weekly: fc.integer({ min: 1, max: 8 }),
    monthly: fc.integer({ min: 1, max: 14 }),
    days: fc.integer({ min: 1, max: 120 }),
  },
  { requiredKeys: ["days"] },
);

/** A class of any engine that copies at certain times. */
const protection = fc.record(
  {
    place: fc.constantFrom("pbs-vm", "veeam-repository", "iperius-dumps", "vm-archive"),
    frequency,
    window,
    retention,
    rpoHours: fc.integer({ min: 1, max: 1000 }),
    rtoHours: fc.integer({ min: 1, max: 100 }),
    offsite: fc.record(
      {
        place: fc.constantFrom("windows-archive", "config-archive"),
        frequency,
        window,
        retention,
        lockDays: fc.integer({ min: 1, max: 90 }),
      },
      { requiredKeys: ["place", "frequency", "window", "retention"] },
    ),
  },
  { requiredKeys: ["place", "frequency", "window", "retention", "rpoHours", "rtoHours"] },
);

const guest = fc.record(
  {
    node: fc.constantFrom("node01", "node02", "nas01"),
    address: fc.constantFrom("10.0.0.1", "10.0.0.2", "10.0.0.3"),
    disksGB: fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 3 }),
    usedGB: fc.double({ min: 0.001, max: 5000, noNaN: true }),
    classes: fc.subarray(["one", "two"]),
  },
  { requiredKeys: ["node", "disksGB", "classes"] },
);

const exemption = fc.record({
  reason: fc.constant("rebuilt from code"),
  expires: fc.constantFrom("2026-11-23", "2026-11-24", "2027-01-01"),
});

/** Guests of two classes; what else the lab has stays as it is. */
const estates = fc
  .record({
    classes: fc.tuple(protection, protection),
    guests: fc.array(guest, { maxLength: 12 }),
    exempt: fc.option(exemption, { nil: undefined }),
  })
  .map(({ classes: [one, two], guests, exempt }): Tree => {
    const lab = labSections();
    const whole = guests.map((declared, index) => [
      `guest${index}`,
      { vmid: 9000 + index, os: "Linux", role: "test", cpus: 1, memoryGB: 1, vlan: 1, ...declared },
    ]);
    const none = { fileServers: {}, databases: {}, buckets: {}, repositories: {}, claims: {} };
    return {
      ...lab,
      ...none,
      classes: { one, two },
      guests: Object.fromEntries(whole) as Tree,
      exemptions: exempt && guests.length > 0 ? { guest0: exempt } : {},
      veeam: { ...(lab["veeam"] as Tree), protectionGroups: { one: "one", two: "two" } },
    };
  });

function planned(sections: Tree): Plan {
  const { declaration, faults } = checkDeclaration(sections);
  if (!declaration) throw new Error(JSON.stringify(faults, null, 2));
  return planEstate(declaration, prices, today);
}

describe("a random estate", () => {
  it("is planned without an exception, and nothing in its plan contradicts the rest", () => {
    fc.assert(
      fc.property(estates, (sections) => {
        const { items, copies, jobs, objectives, coverage, cost, findings } = planned(sections);
        const errors = findings.filter(({ severity }) => severity === "error");
        const ids = new Set(jobs.map(({ id }) => id));

        expect(coverage.map(({ item }) => item)).toEqual(items.map(({ name }) => name));
        for (const copy of copies) {
          expect(ids).toContain(copy.job);
          expect(copy.storedGB).toBeGreaterThanOrEqual(0);
        }
        for (const { kind, met, hours, wantedHours = Infinity, class: name } of objectives) {
          expect(met).toBe(hours <= wantedHours);
          if (met) continue;
          expect(errors.map(({ path }) => path)).toContain(`backup:classes.${name}.${kind}Hours`);
        }
        for (const { status, item } of coverage) {
          if (status !== "unprotected") continue;
          const classes = items.find(({ name }) => name === item)?.classes ?? [];
          // What no class protects is an error of its own; what a class does had no time.
          expect(classes.length > 0 || errors.some(({ path }) => path.includes(item))).toBe(true);
          expect(errors).not.toEqual([]);
        }
        expect(cost.monthly).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(cost.monthly + cost.firstRestore)).toBe(true);
        for (const { path, message, fix } of findings) {
          for (const word of [path, message, fix]) expect(word).toMatch(/\S/);
        }
      }),
      { numRuns: 10 },
    );
  });

  it("fails with faults and never with an exception, whatever is broken in it", () => {
    const junk = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.double(),
      fc.string(),
      fc.constant("toString"),
      fc.array(fc.jsonValue(), { maxLength: 2 }),
      fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 2 }),
    );
    const at = fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(junk, at, (value, way) => {
        const sections = labSections();
        replace(sections, way, value);
        const { declaration, faults } = checkDeclaration(sections);
        if (declaration) expect(() => planEstate(declaration, prices, today)).not.toThrow();
        else expect(faults).not.toEqual([]);
        for (const fault of faults) {
          expect(fault).toMatchObject({
            path: expect.stringContaining("backup:"),
            message: expect.stringMatching(/\S/),
            allowed: expect.stringMatching(/\S/),
            fix: expect.stringMatching(/\S/),
          });
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** Puts the value at the end of a way through the tree: each step picks one of the keys there are. */
function replace(tree: Tree, [step = 0, ...rest]: readonly number[], value: unknown): void {
  const keys = Object.keys(tree);
  const key = keys[step % keys.length];
  if (key === undefined) return;
  const inner = tree[key];
  const isEnd = rest.length === 0 || typeof inner !== "object" || inner === null;
  if (isEnd) tree[key] = value;
  else replace(inner as Tree, rest, value);
}
