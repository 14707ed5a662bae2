import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { entry, sortedEntries } from "../record";
import { type CopyGroup } from "./copy-group";
import { nameList } from "./name-list";
import { type PlannedItem } from "./plan";
import { storeLabel } from "./store-label";
import { storePart } from "./store-part";

/**
 * Classes with a copy in a bucket of the vault and without any item: what they want of the bucket no longer counts, so
 * the lifecycle and the lock that there were for their sake go without a word.
 */
export function idleArchives(
  estate: Estate,
  items: readonly Pick<PlannedItem, "classes">[],
  groups: readonly CopyGroup[],
): Finding[] {
  const used = new Set(items.flatMap(({ classes }) => classes));
  return sortedEntries(estate.classes).flatMap(([name, { offsite }]) => {
    if (offsite === undefined || used.has(name)) return [];
    const place = entry(estate.places, offsite.place);
    if (place.engine !== "s3") return [];
    const part = storePart(estate, offsite.place);
    const others = groups.filter((group) => storePart(estate, group.place) === part);
    const classes = [...new Set(others.map((group) => group.class))];
    const left =
      classes.length === 0
        ? "has no lifecycle and no lock from any class: what lies there stays until somebody deletes it, which anybody who may can from the end of its own lock on"
        : `keeps and locks copies only for as long as ${nameList(classes)} asks, also those that ${name} has brought there`;
    return [
      {
        severity: "warning",
        path: `backup:classes.${name}.offsite.place`,
        message: `no item is in ${name}, so nothing of what it wants offsite counts, and the bucket ${storeLabel(place)} ${left}`,
        got: offsite.place,
        allowed: "a place of a class that at least one item names",
        fix: `name ${name} in an item's classes, or take its offsite copy out once nobody needs what lies there`,
      },
    ];
  });
}
