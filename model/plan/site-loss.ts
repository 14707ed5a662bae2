import { groupedBy } from "../grouping";
import { type ItemCoverage, type Objective, type PlannedCopy, type SiteLoss } from "./plan";

/** What is lost with the whole lab, item by item and the worst of them. */
export function siteLoss(
  coverage: readonly ItemCoverage[],
  copies: readonly PlannedCopy[],
  objectives: readonly Objective[],
): SiteLoss {
  const made = copies.filter(({ offsite, maker }) => offsite && maker !== "nobody");
  const ways = new Set(made.map(keyOf));
  const told = objectives.filter((one) => one.kind === "site-rpo" && ways.has(keyOf(one)));
  const best = [...groupedBy(told, ({ item }) => item).values()].map((own) =>
    own.reduce((a, b) => (b.hours < a.hours ? b : a)),
  );
  const saved = new Set(best.map(({ item }) => item));
  const relied = new Set(made.filter(isRelied).map(({ item }) => item));
  const asked = coverage.flatMap(({ item, status }) => (status === "exempt" ? [] : [item]));
  const [first, ...others] = best;
  return {
    ...(first ? { worst: others.reduce((a, b) => (b.hours > a.hours ? b : a), first) } : {}),
    doubtful: asked.filter((item) => saved.has(item) && !relied.has(item)),
    lost: asked.filter((item) => !saved.has(item)),
  };
}

function isRelied({ standing }: PlannedCopy): boolean {
  return standing === "kept";
}

function keyOf({ item, class: name, place }: Pick<PlannedCopy, "item" | "class" | "place">) {
  return [item, name, place].join("\n");
}
