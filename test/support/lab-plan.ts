import { checkDeclaration } from "../../config/declaration";
import { priceList } from "../../config/prices/price-list";
import { planEstate } from "../../model/plan/plan-estate";
import { type Plan } from "../../model/plan/plan";
import { labDeclaration } from "./lab";

type Tree = Record<string, unknown>;

/** The sections of the lab's own file, without the `backup:` before their names; they may be changed. */
export function labSections(): Tree {
  return Object.fromEntries(
    Object.entries(labDeclaration()).map(([key, value]) => [key.replace(/^backup:/, ""), value]),
  );
}

/**
 * The plan of the lab on a fixed day.
 *
 * @param change - changes the declaration before it is checked
 * @throws Error with the faults of what was changed
 */
export function labPlan(change: (sections: Tree) => void = () => {}): Plan {
  const sections = labSections();
  change(sections);
  const { estate, faults } = checkDeclaration(sections);
  if (!estate) throw new Error(JSON.stringify(faults, null, 2));
  return planEstate(estate, priceList(), "2026-11-24");
}
