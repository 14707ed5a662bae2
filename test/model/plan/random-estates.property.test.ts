import * as fc from "fast-check";
import { checkDeclaration } from "../../../config/declaration";
import { priceList } from "../../../config/prices/price-list";
import { groupedBy } from "../../../model/grouping";
import { type Plan, type PlannedJob } from "../../../model/plan/plan";
import { planEstate } from "../../../model/plan/plan-estate";
import { broken } from "../../support/broken-declaration";
import { labSections } from "../../support/lab-plan";
import { type DeclaredSections, randomDeclarations } from "../../support/random-declaration";
import { share } from "./support/shared-time";
import { collisions, runs } from "./support/site-year";
import { tries } from "../../support/random-cases";

type Tree = Record<string, unknown>;

const today = "2026-11-24";
const prices = priceList();

/** Where a class says what it demands. */
const demands = {
  rpo: "rpoHours",
  rto: "rtoHours",
  "site-rpo": "offsite.rpoHours",
  "site-rto": "nobody's",
};

const estates = randomDeclarations({ guests: [1, 12], nodes: [1, 10] });

/** The same with a slow network, over which claims are copied every hour. */
const slowEstates = estates.map((sections): DeclaredSections => {
  const slow = structuredClone(sections) as Record<string, Record<string, Tree>>;
  Object.assign(slow["links"]!["lan"]!, { uploadMbps: 600 });
  Object.assign(slow["classes"]!["constructor"]!, { frequency: "hourly", window: "always" });
  Object.assign(slow["classes"]!["files"]!, { window: "night" });
  Object.assign(slow["claims"]!["etcd"]!, { classes: ["constructor"], usedGB: 4 });
  Object.assign(slow["fileServers"]!["fs00"]!, { classes: ["files"], usedGB: 400 });
  return slow;
});

/** Where both are said to take longer for it, unless one would wait for the other or fail. */
function mayShare(a: PlannedJob, b: PlannedJob): boolean {
  const isApart = (a.exclusive ?? []).some((need) => b.exclusive?.includes(need));
  return !isApart && a.aloneMinutes !== undefined && b.aloneMinutes !== undefined;
}

function planned(sections: Tree): Plan {
  const { estate, faults } = checkDeclaration(sections);
  if (!estate) throw new Error(JSON.stringify(faults, null, 2));
  return planEstate(estate, prices, today);
}

describe("a random valid estate", () => {
  it("is planned without an exception, and nothing in its plan contradicts the rest", () => {
    fc.assert(
      fc.property(estates, (sections) => {
        const plan = planned(sections);
        const { items, copies, jobs, coverage, cost, findings } = plan;
        const errors = findings.filter(({ severity }) => severity === "error");
        const ids = new Set(jobs.map(({ id }) => id));

        const protectable = items.filter(({ kind }) => kind !== "driveSet");
        expect(coverage.map(({ item }) => item)).toEqual(protectable.map(({ name }) => name));
        for (const copy of copies) {
          expect(ids).toContain(copy.job);
          expect(copy.storedGB).toBeGreaterThanOrEqual(0);
        }
        expectVerdicts(plan);
        expectReasons(plan);
        for (const { item, consistency } of copies) {
          const guest = (sections["guests"] as Record<string, { kind: string; agent?: boolean }>)[
            item
          ];
          if (guest?.kind === "vm")
            expect(consistency === "unknown").toBe(guest.agent === undefined);
        }
        if (uncopied(plan).length > 0) expect(errors).not.toEqual([]);
        expect(cost.monthly).toBeGreaterThanOrEqual(0);
        expect(numbersIn(plan).filter((number) => !Number.isFinite(number))).toEqual([]);
        for (const { path, message, fix } of findings) {
          for (const word of [path, message, fix]) expect(word).toMatch(/\S/);
        }
      }),
      tries(6),
    );
  });

  it("has jobs that never need one thing at once, on any day of a year, unless they share it", () => {
    fc.assert(
      fc.property(fc.oneof(estates, slowEstates), (sections) => {
        const { timezone } = sections["site"] as { timezone: string };
        const placed = planned(sections).jobs.filter(({ schedule }) => schedule !== "continuous");
        const byId = new Map(placed.map((job) => [job.id, job]));
        const uses = placed.flatMap((job) => {
          const all = runs(job, job.schedule, timezone, 2027, 1);
          return [...job.resources, ...(job.exclusive ?? [])].map((need) => ({ need, all }));
        });
        for (const [, users] of groupedBy(uses, ({ need }) => need)) {
          const met = collisions(users.flatMap(({ all }) => all));
          expect(met.filter(([a, b]) => !mayShare(byId.get(a.job)!, byId.get(b.job)!))).toEqual([]);
        }
      }),
      tries(2),
    );
  });

  it("has jobs that are over when it is said, whatever they share, on any day of a year", () => {
    const sharing = new Set<string>();
    fc.assert(
      fc.property(slowEstates, (sections) => {
        const { timezone } = sections["site"] as { timezone: string };
        const placed = planned(sections).jobs.filter(({ schedule }) => schedule !== "continuous");
        const works = placed.flatMap((job) =>
          runs(job, job.schedule, timezone, 2027, 1).map((run) => ({
            ...run,
            resources: job.resources,
            minutes: job.aloneMinutes ?? job.durationMinutes,
          })),
        );
        const said = new Map(placed.map(({ id, durationMinutes }) => [id, durationMinutes]));
        for (const { work, end } of share(works, 0)) {
          expect((end - work.from) / 60_000).toBeLessThanOrEqual(said.get(work.job)! + 1e-3);
        }
        for (const { id, aloneMinutes } of placed) if (aloneMinutes !== undefined) sharing.add(id);
      }),
      tries(2),
    );
    expect(sharing).toContain("constructor");
  });

  it("gives the same plan in whatever order it is written", () => {
    fc.assert(
      fc.property(estates, (sections) => {
        const other = reversed(sections) as DeclaredSections;
        expect(JSON.stringify(planned(other))).toBe(JSON.stringify(planned(sections)));
      }),
      tries(2),
    );
  });
});

function keyOf({ item, class: name, place }: { item: string; class: string; place: string }) {
  return [item, name, place].join(" ");
}

/** What is promised is said of copies that stand alone, and what is too late is an error of its class in any case. */
function expectVerdicts({ objectives, copies, findings }: Plan): void {
  const errors = findings.filter(({ severity }) => severity === "error").map(({ path }) => path);
  const standings = new Map(copies.map((copy) => [keyOf(copy), copy.standing]));
  for (const objective of objectives) {
    const { kind, met, hours, wantedHours = Infinity, class: name } = objective;
    // Of what has no time there is no copy.
    const standing = standings.get(keyOf(objective));
    expect(met).toBe(standing === "kept" ? hours <= wantedHours : null);
    if (hours > wantedHours) expect(errors).toContain(`backup:classes.${name}.${demands[kind]}`);
  }
}

/** What no class protects is an error of its own; what a class does had no time. */
function expectReasons({ items, coverage, findings }: Plan): void {
  const errors = findings.filter(({ severity }) => severity === "error");
  for (const { status, item } of coverage) {
    if (status !== "unprotected") continue;
    const classes = items.find(({ name }) => name === item)?.classes ?? [];
    expect(classes.length > 0 || errors.some(({ path }) => path.includes(item))).toBe(true);
    expect(errors).not.toEqual([]);
  }
}

/** Items and classes of which there is no copy. */
function uncopied({ items, copies }: Plan): string[] {
  const copied = new Set(copies.map((copy) => `${copy.item} ${copy.class}`));
  const wanted = items.flatMap(({ name, classes }) => classes.map((of) => `${name} ${of}`));
  return wanted.filter((pair) => !copied.has(pair));
}

function numbersIn(node: unknown): number[] {
  if (typeof node === "number") return [node];
  if (typeof node !== "object" || node === null) return [];
  return Object.values(node).flatMap(numbersIn);
}

/** The same with the entries of every record the other way round. */
function reversed(node: unknown): unknown {
  if (typeof node !== "object" || node === null || Array.isArray(node)) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, reversed(value)] as const);
  return Object.fromEntries(entries.reverse());
}

describe("a random broken declaration", () => {
  it("fails with faults and never with an exception, whatever is broken in it", () => {
    fc.assert(
      fc.property(broken(labSections()), (sections) => {
        const { estate, faults } = checkDeclaration(sections as Tree);
        // Some changes leave it whole.
        if (estate) expect(() => planEstate(estate, prices, today)).not.toThrow();
        else expect(faults).not.toEqual([]);
        for (const fault of faults) {
          expect(fault).toMatchObject({
            path: expect.stringMatching(/^backup:/),
            message: expect.stringMatching(/\S/),
            allowed: expect.stringMatching(/\S/),
            fix: expect.stringMatching(/\S/),
          });
        }
      }),
      tries(30),
    );
  });

  it("fails with the path of a key that nobody knows, wherever it is", () => {
    const records = ["site", "sizing", "nodes.node01", "classes.guest-image", "guests.dc01", "pbs"];
    for (const record of records) {
      const sections = labSections();
      const names = record.split(".");
      (names.reduce<unknown>((tree, name) => (tree as Tree)[name], sections) as Tree)["added"] = 1;
      const { faults } = checkDeclaration(sections);
      expect(faults.map(({ path }) => path)).toEqual([`backup:${record}.added`]);
    }
  });
});
