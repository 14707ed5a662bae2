import { type Estate, type Exemption } from "../estate";
import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { type ItemCoverage, type PlannedCopy, type PlannedItem } from "./plan";
import { coverageFindings } from "./coverage-findings";
import { inForce } from "./exemption";
import { plannedFindings } from "./planned-findings";
import { best } from "./standing";
import { ruleOf } from "./three-two-one-one-zero";

/** Who is protected, how well, and what is wrong with that. */
export interface CoveragePart {
  readonly coverage: readonly ItemCoverage[];
  readonly findings: readonly Finding[];
}

/**
 * Whether each item is protected or exempt, and how far its copies come up to 3-2-1-1-0. In the order of the items.
 *
 * @param today - YYYY-MM-DD
 */
export function planCoverage(
  { exemptions, places }: Pick<Estate, "exemptions" | "places">,
  items: readonly PlannedItem[],
  copies: readonly PlannedCopy[],
  today: string,
): CoveragePart {
  const copiesOf = groupedBy(copies, ({ item }) => item);
  const judged = items.map((item) => {
    const held = copiesOf.get(item.name) ?? [];
    const exemption = Object.hasOwn(exemptions, item.name) ? exemptions[item.name] : undefined;
    const coverage: ItemCoverage = {
      item: item.name,
      kind: item.kind,
      status: statusOf(held, exemption, today),
      classes: item.classes,
      ...(exemption ? { exemption } : {}),
      rule: ruleOf({ places }, item.kind, held),
    };
    return { item, coverage };
  });
  return {
    coverage: judged.map(({ coverage }) => coverage),
    findings: [...coverageFindings(judged, today), ...plannedFindings(copies)],
  };
}

function statusOf(
  copies: readonly PlannedCopy[],
  exemption: Exemption | undefined,
  today: string,
): ItemCoverage["status"] {
  const standing = best(copies.map((copy) => copy.standing));
  if (standing === "kept") return "protected";
  if (exemption && inForce(exemption, today)) return "exempt";
  return standing ?? "unprotected";
}
