import { groupedBy } from "../grouping";
import { type ItemCoverage, type Objective, type PlannedCopy, type SiteLoss } from "./plan";

/** What is lost with the whole lab, item by item and the worst of them. */
export function siteLoss(
  coverage: readonly ItemCoverage[],
  copies: readonly PlannedCopy[],
  objectives: readonly Objective[],
): SiteLoss {
  const made = new Set(copies.filter(({ maker }) => maker !== "nobody").map(keyOf));
  const offsite = objectives.filter((one) => one.kind === "site-rpo" && made.has(keyOf(one)));
  const best = [...groupedBy(offsite, ({ item }) => item).values()].map((own) =>
    own.reduce((a, b) => (b.hours < a.hours ? b : a)),
  );
  const saved = new Set(best.map(({ item }) => item));
  const lost = coverage.filter(({ item, status }) => status !== "exempt" && !saved.has(item));
  const [first, ...others] = best;
  return {
    ...(first ? { worst: others.reduce((a, b) => (b.hours > a.hours ? b : a), first) } : {}),
    lost: lost.map(({ item }) => item),
  };
}

function keyOf({ item, class: name, place }: Pick<PlannedCopy, "item" | "class" | "place">) {
  return [item, name, place].join("\n");
}
