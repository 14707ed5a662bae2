import * as fc from "fast-check";
import { report } from "../../../commands/plan/report";
import { checkDeclaration } from "../../../config/declaration";
import { priceList } from "../../../config/prices/price-list";
import { type Plan } from "../../../model/plan/plan";
import { planEstate } from "../../../model/plan/plan-estate";
import { labSections } from "../../support/lab-plan";
import { tries } from "../../support/random-cases";
import { randomDeclarations } from "../../support/random-declaration";

function planned(sections: Record<string, unknown>): Plan {
  const { estate, faults } = checkDeclaration(sections);
  if (!estate) throw new Error(JSON.stringify(faults, null, 2));
  return planEstate(estate, priceList(), "2026-11-24");
}

/** The rows of the table below a title as a reader sees them, without what stands below each. */
function rowsBelow(text: string, title: string): string[][] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.trimStart().startsWith(title));
  const end = lines.indexOf("", start);
  return lines
    .slice(start + 2, end)
    .filter((line) => /^ {2}\S/.test(line))
    .map((line) => line.trim().split(/ {2,}/));
}

const figure = (text = "") => Number(text.replace(/[~,]/g, ""));

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The last row of a table against the sum of the others, column by column. */
function expectTotals(rows: readonly string[][], columns: readonly number[]): void {
  const [total, ...parts] = [...rows].reverse();
  for (const column of columns) {
    expect(figure(total?.[column])).toBe(sum(parts.map((cells) => figure(cells[column]))));
  }
}

function expectToAddUp(plan: Plan): void {
  const text = report(plan, "UTC", (_, title) => title);
  const expected = plan.coverage.length;

  const protection = rowsBelow(text, "Protected, and not");
  expectTotals(protection, [1]);
  expect(protection.at(-1)).toEqual(["all", String(expected)]);

  const site = rowsBelow(text, "With the whole site gone");
  expectTotals(site, [1]);
  expect(site.at(-1)).toEqual(["all", String(expected)]);

  const promises = rowsBelow(text, "What is promised, and by whom");
  expectTotals(promises, [1, 2, 3, 4, 5, 6, 7]);
  for (const row of promises) {
    const [, copies, kept, notKept, demanded, met, missed, uncertain] = row.map(figure);
    expect(sum([kept!, notKept!])).toBe(copies);
    expect(sum([met!, missed!, uncertain!])).toBe(demanded);
  }
  expect(promises.at(-1)?.[1]).toBe(String(plan.copies.length));

  const items = rowsBelow(text, "Items (");
  const counts = items.map(([, count = ""]) => Number(/^\d+/.exec(count)));
  const parts = counts.length === 1 ? counts : counts.slice(0, -1);
  expect(sum(parts)).toBe(plan.items.length);
  const [all, ...rows] = [...items].reverse();
  if (rows.length > 0) {
    expect(counts.at(-1)).toBe(plan.items.length);
    // What is shown is rounded once more where it is a hundred or more.
    const total = sum(rows.map((cells) => figure(cells[2])));
    expect(Math.abs(figure(all?.[2]) - total)).toBeLessThanOrEqual(total < 100 ? total / 20 : 0.5);
  }

  const cost = rowsBelow(text, "Cost of the copies in S3").filter((cells) => cells.length > 6);
  for (const cells of cost) {
    const [, , , storage, requests, month] = cells.map(figure);
    expect(month).toBeCloseTo(storage! + requests!, 6);
  }
  const said = /(\d+\.\d\d) \w+ a month, of which (\d+\.\d\d)/.exec(text.replace(/\s+/g, " "));
  expect(figure(said?.[1])).toBeCloseTo(
    sum(cost.map((cells) => figure(cells[5]))) + figure(said?.[2]),
    6,
  );

  for (const severity of ["error", "warning", "note"]) {
    const count = plan.findings.filter((finding) => finding.severity === severity).length;
    const title = `${severity[0]!.toUpperCase()}${severity.slice(1)}s (${count})`;
    expect(text.includes(`\n${title}\n`)).toBe(count > 0);
  }
}

beforeEach(() => {
  Object.assign(process.env, { COLUMNS: "120", NO_COLOR: "1" });
});

describe("the figures of a plan as it is shown", () => {
  it("add up for the lab", () => {
    expectToAddUp(planned(labSections()));
  });

  it("add up for random estates", () => {
    fc.assert(
      fc.property(randomDeclarations({ guests: [1, 12], nodes: [1, 4] }), (sections) => {
        expectToAddUp(planned(sections));
      }),
      tries(6),
    );
  });
});
