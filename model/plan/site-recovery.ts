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

/** What one place offsite adds to the recovery of the site. */
interface Share {
  readonly items: readonly string[];
  readonly gigabytes: number;
  readonly waitingHours: number;
  readonly transferHours: number;
}

/**
 * How long it takes until everything is back that travels one link. The objectives tell of each item alone; after the
 * loss of the lab they all wait for the same way.
 */
export function siteRecoveryNotes(
  estate: Estate,
  items: readonly PlannedItem[],
  copies: readonly PlannedCopy[],
): Finding[] {
  const usedGB = Object.fromEntries(items.map((item) => [item.name, item.usedGB]));
  const offsite = copies.filter((copy) => copy.offsite);
  const links = groupedBy(offsite, ({ place }) => entry(estate.places, place).link);
  return [...links].flatMap(([link, held]) => {
    const places = [...groupedBy(held, ({ place }) => place)];
    const shares = places.map(([place, own]) => shareOf(estate, place, own, usedGB));
    return siteRecoveryNote(link, shares);
  });
}

function shareOf(
  estate: Estate,
  name: string,
  copies: readonly PlannedCopy[],
  usedGB: Readonly<Record<string, number>>,
): Share {
  const place = entry(estate.places, name);
  const { storageClass = "STANDARD", retrieval = "standard", engine } = place;
  const items = [...new Set(copies.map(({ item }) => item))];
  const gigabytes = items.reduce(
    (sum, item) => sum + restorePointGB(engine, entry(usedGB, item), estate.sizing),
    0,
  );
  const way = restoreRoute(estate, place, undefined).stations.filter(({ part }) => part !== "node");
  return {
    items,
    gigabytes,
    // A tier that does not exist is an error of its own.
    waitingHours: retrievalHours(storageClass, retrieval, gigabytes) ?? 0,
    transferHours: transferMinutes(gigabytes, bottleneck(way).speedMBps) / 60,
  };
}

/** All retrievals are asked for at once; what is there is downloaded one after the other. */
function siteRecoveryNote(link: string, shares: readonly Share[]): Finding[] {
  const items = new Set(shares.flatMap((share) => share.items)).size;
  if (items < 2) return [];
  const sum = (of: (share: Share) => number) => shares.reduce((all, share) => all + of(share), 0);
  const waiting = shares.reduce((most, share) => Math.max(most, share.waitingHours), 0);
  const hours = waiting + sum((share) => share.transferHours);
  const retrieval = waiting > 0 ? `, ${hoursText(waiting)} of it waiting for retrieval` : "";
  return [
    {
      severity: "note",
      path: `backup:links.${link}`,
      message: `after the loss of the site everything comes back in ${hoursText(hours)} at best: ${counted(items, "item")} of ${Math.ceil(sum((share) => share.gigabytes))} GB in all${retrieval}`,
      fix: "decide in which order items come back; each objective site-rto is of its item alone",
    },
  ];
}
