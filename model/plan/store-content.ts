import { type Estate } from "../estate";
import { keptHistory, wantedPoints } from "../size/kept-history";
import { restorePointGB, storedGB } from "../size/stored-size";
import { type StoreContent } from "../time/store-care";
import { type HeldGroup } from "./held-groups";

/** What lies in a store once the history is long enough, as far as the wanted counts tell. */
export function contentOf(
  { sizing }: Pick<Estate, "sizing">,
  groups: readonly HeldGroup[],
): StoreContent {
  const parts = groups.flatMap(({ items, wanted, rhythm: { intervalDays }, engine }) => {
    const points = wantedPoints(wanted, intervalDays);
    const history = keptHistory(wanted, points, intervalDays);
    return items.map((item) => ({
      restorePoints: points,
      storedGB: storedGB(engine, item, history, sizing),
      referencedGB: points * item.usedGB,
    }));
  });
  const sum = (of: (part: StoreContent) => number) =>
    parts.reduce((total, part) => total + of(part), 0);
  return {
    restorePoints: sum((part) => part.restorePoints),
    storedGB: sum((part) => part.storedGB),
    referencedGB: sum((part) => part.referencedGB),
  };
}

/** Gigabytes of the newest restore point of everything: what a verification of new ones reads at most. */
export function newestGB({ sizing }: Pick<Estate, "sizing">, groups: readonly HeldGroup[]): number {
  return groups
    .flatMap(({ items, engine }) => items.map(({ usedGB }) => ({ usedGB, engine })))
    .reduce((sum, { usedGB, engine }) => sum + restorePointGB(engine, usedGB, sizing), 0);
}
