import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { manyGuests, type StackConfiguration } from "../../../commands/bench/many-guests";
import { checkDeclaration } from "../../../config/declaration";
import { priceList } from "../../../config/prices/price-list";
import { projectRoot } from "../../../lib/project-root";
import { planEstate } from "../../../model/plan/plan-estate";

const lab = () =>
  parse(fs.readFileSync(path.join(projectRoot, "Pulumi.lab.yaml"), "utf8")) as StackConfiguration;

const planned = (stack: StackConfiguration) => {
  const given = Object.entries(stack.config ?? {}).map(([key, value]) => [
    key.replace("backup:", ""),
    value,
  ]);
  const { estate, faults } = checkDeclaration(Object.fromEntries(given) as Record<string, unknown>);
  expect(faults).toEqual([]);
  return { estate: estate!, plan: planEstate(estate!, priceList(), "2026-11-24") };
};

describe("a stack with many times the guests", () => {
  it("has them, and everything that is promised holds", () => {
    const [one, ten] = [planned(lab()), planned(manyGuests(lab(), 10))];
    expect(Object.keys(ten.estate.guests)).toHaveLength(10 * Object.keys(one.estate.guests).length);
    expect(ten.plan.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(ten.plan.jobs.length).toBe(one.plan.jobs.length);
  });

  it("is the same with once as many", () => {
    expect(manyGuests(lab(), 1)).toEqual(lab());
  });

  it("fails without guests to begin with", () => {
    expect(() => manyGuests({ config: {} }, 10)).toThrow("declares no backup:guests");
  });
});
