import fc from "fast-check";
import { checkDeclaration } from "../../../config/declaration";
import { priceList } from "../../../config/prices/price-list";
import { type Declaration } from "../../../config/schema/estate";
import { type Plan } from "../../../model/plan/plan";
import { planEstate } from "../../../model/plan/plan-estate";
import { broken } from "../../support/broken-declaration";
import { type DeclaredSections, randomDeclarations } from "../../support/random-declaration";

const small = randomDeclarations({ guests: [1, 12], nodes: [1, 10] });

const planOf = (declaration: Declaration): Plan =>
  planEstate(declaration, priceList(), "2026-11-24");

/** The declaration, checked. */
function valid(given: DeclaredSections): Declaration {
  const { declaration, faults } = checkDeclaration(given);
  expect(faults).toEqual([]);
  return declaration!;
}

/** The same with the entries of every record the other way round. */
function reversed(node: unknown): unknown {
  if (typeof node !== "object" || node === null || Array.isArray(node)) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, reversed(value)] as const);
  return Object.fromEntries(entries.reverse());
}

describe("a random valid estate", () => {
  it("is planned without an exception, and every number in the plan is finite", () => {
    fc.assert(
      fc.property(small, (given) => {
        const plan = planOf(valid(given));
        expect(numbersIn(plan).filter((number) => !Number.isFinite(number))).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  it("gives the same plan in whatever order it is written", () => {
    fc.assert(
      fc.property(small, (given) => {
        const other = reversed(given) as DeclaredSections;
        expect(JSON.stringify(planOf(valid(other)))).toBe(JSON.stringify(planOf(valid(given))));
      }),
      { numRuns: 6 },
    );
  });

  it("has a copy of every item for every class that it is in, or an error says why not", () => {
    fc.assert(
      fc.property(small, (given) => {
        const { items, copies, findings } = planOf(valid(given));
        const copied = new Set(copies.map((copy) => `${copy.item} ${copy.class}`));
        const wanted = items.flatMap(({ name, classes }) => classes.map((of) => `${name} ${of}`));
        const missing = wanted.filter((pair) => !copied.has(pair));
        const errors = findings.filter(({ severity }) => severity === "error");
        expect(missing.length > 0 && errors.length === 0).toBe(false);
      }),
      { numRuns: 6 },
    );
  });
});

describe("a random broken declaration", () => {
  const given = fc.sample(small, { seed: 1, numRuns: 1 })[0]!;

  it("fails with findings, never with an exception", () => {
    fc.assert(
      fc.property(broken(given), (changed) => {
        const { declaration, faults } = checkDeclaration(changed as Record<string, unknown>);
        for (const fault of faults) {
          expect(fault.path).toMatch(/^backup:/);
          expect([fault.message, fault.allowed, fault.fix]).not.toContain("");
        }
        // Some changes leave it whole.
        if (declaration !== undefined) planOf(declaration);
        expect(declaration === undefined).toBe(faults.length > 0);
      }),
      { numRuns: 200 },
    );
  });

  it("fails with the path of every key that nobody knows", () => {
    const strict = [
      "site",
      "sizing",
      "nodes.node00",
      "windows.care",
      "classes.files",
      "places.vault00",
      "pbs",
      "vault.key",
    ];
    for (const path of strict) {
      const changed = structuredClone(given) as Record<string, unknown>;
      const parent = path
        .split(".")
        .reduce<unknown>((node, key) => (node as typeof changed)[key], changed);
      (parent as typeof changed)["added"] = 1;
      const { faults } = checkDeclaration(changed);
      expect(faults.map((fault) => fault.path)).toEqual([`backup:${path}.added`]);
    }
  });
});

function numbersIn(node: unknown): number[] {
  if (typeof node === "number") return [node];
  if (typeof node !== "object" || node === null) return [];
  return Object.values(node).flatMap(numbersIn);
}
