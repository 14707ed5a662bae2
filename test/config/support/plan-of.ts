import { priceList } from "../../../config/prices/price-list";
import { planEstate } from "../../../model/plan/plan-estate";
import { checked, type Declared } from "./changed-declaration";

/** What a plan says of its own, and what it repeats of the declaration for people. */
export function planOf(declaration: Declared): Record<"plan" | "declared", string> {
  const { estate } = checked(declaration);
  const { items, site, ...plan } = planEstate(estate!, priceList(), "2026-11-24");
  return { plan: JSON.stringify(plan), declared: JSON.stringify({ site, items }) };
}
