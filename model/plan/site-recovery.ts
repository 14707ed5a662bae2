import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { entry } from "../record";
import { restorePointGB } from "../size/stored-size";
import { retrievalHours } from "../time/retrieval";
import { bottleneck, restoreRoute } from "../time/route";
import { hoursText, transferMinutes } from "../time/transfer";
import { counted } from "./name-list";
import { type PlannedCopy, type PlannedItem } from "./plan";

/**
 * How long it takes until everything is back from each place offsite. The objectives tell of each item alone; after
 * the loss of the lab they all wait for one link.
 */
export function siteRecoveryNotes(
  estate: Estate,
  items: readonly PlannedItem[],
  copies: readonly PlannedCopy[],
): Finding[] {
  const usedGB = new Map(items.map((item) => [item.name, item.usedGB]));
  const offsite = copies.filter((copy) => copy.offsite);
  return [...groupedBy(offsite, ({ place }) => place)].flatMap(([place, held]) => {
    const names = [...new Set(held.map(({ item }) => item))];
    return siteRecoveryNote(
      estate,
      place,
      names.map((name) => usedGB.get(name) ?? 0),
    );
  });
}

function siteRecoveryNote(
  estate: Estate,
  name: string,
  usedGB: readonly number[],
): readonly Finding[] {
  const place = entry(estate.places, name);
  const { storageClass = "STANDARD", retrieval = "standard", engine } = place;
  const gigabytes = usedGB.reduce(
    (sum, used) => sum + restorePointGB(engine, used, estate.sizing),
    0,
  );
  const waiting = retrievalHours(storageClass, retrieval, gigabytes);
  if (waiting === undefined) return [];
  const way = restoreRoute(estate, place, undefined).stations.filter(({ part }) => part !== "node");
  const slowest = bottleneck(way);
  const hours = waiting + transferMinutes(gigabytes, slowest.speedMBps) / 60;
  return [
    {
      severity: "note",
      path: `backup:places.${name}`,
      message: `to have all of it back takes ${hoursText(hours)}: ${counted(usedGB.length, "item")} of ${Math.ceil(gigabytes)} GB in all through ${slowest.name}`,
      fix: "decide in which order items come back; each objective site-rto is of its item alone",
    },
  ];
}
