import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { entry, sortedEntries } from "../record";
import { type PlannedItem } from "./plan";

/**
 * Classes that no item is in and that catch none: nothing of what they promise is ever made. Of those with a copy in a
 * bucket of the vault it is told what becomes of that (`idleArchives`).
 */
export function idleClasses(
  { classes, places }: Pick<Estate, "classes" | "places">,
  items: readonly Pick<PlannedItem, "classes">[],
): Finding[] {
  const used = new Set(items.flatMap((item) => item.classes));
  return sortedEntries(classes)
    .filter(([name, { catchAll }]) => !used.has(name) && catchAll !== true)
    .filter(
      ([, { offsite }]) => offsite === undefined || entry(places, offsite.place).engine !== "s3",
    )
    .map(([name]) => ({
      severity: "note",
      path: `backup:classes.${name}`,
      message: `no item is in ${name}, so nothing is copied as it says`,
      allowed: "a class that at least one item names",
      fix: `name ${name} in the classes of what it is for, or take it out`,
    }));
}
