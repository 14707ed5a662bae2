import { type Estate, type Frequency, type Place } from "../estate";
import { entry } from "../record";
import { keptHistory, wantedPoints } from "../size/kept-history";
import { storedGB } from "../size/stored-size";
import {
  garbageCollectionMinutes,
  pruneMinutes,
  type StoreContent,
  verifyMinutes,
} from "../time/store-care";
import { type CopyGroup } from "./copy-group";
import { intervalDays } from "./frequency";
import { type JobDraft } from "./job-draft";
import { type JobKind } from "./plan";
import { storeResource } from "./store-resource";

/** Megabytes that a store reads in a second where nobody declared it. An assumption: a single hard disk. */
const assumedReadMBps = 150;

/** A datastore of Proxmox Backup Server with the places in it. */
interface Store {
  readonly name: string;
  readonly place: Place;
  /** Names of the places: parts that are pruned on their own. */
  readonly places: readonly string[];
  readonly groups: readonly CopyGroup[];
}

/**
 * The jobs that take care of every datastore: each place in it that gets backups is pruned daily, then garbage is collected weekly, what
 * is new is verified daily and everything again monthly, as the Proxmox Backup Server documentation asks for.
 */
export function careJobs(estate: Estate, groups: readonly CopyGroup[]): JobDraft[] {
  return stores(estate, groups).flatMap((store) => {
    const content = contentOf(estate, store);
    const { medium, readMBps = assumedReadMBps } = store.place;
    const all = verifyMinutes(content.storedGB, readMBps);
    // A prune job without settings would be no job; they come from what is backed up there.
    const filled = store.places.filter((name) => store.groups.some(({ place }) => place === name));
    const prunes = filled.map((name) =>
      draft(store, "prune", name, `${name}-prune`, "daily", pruneMinutes(content)),
    );
    const pruned = prunes.map(({ id }) => id);
    const part = (kind: JobKind, suffix: string, frequency: Frequency, minutes: number) =>
      draft(store, kind, store.places[0] ?? "", `${store.name}-${suffix}`, frequency, minutes);
    return [
      ...prunes,
      {
        ...part("garbage-collection", "gc", "weekly", garbageCollectionMinutes(content, medium)),
        after: pruned,
      },
      part("verify", "verify", "daily", verifyMinutes(newestGB(estate, store), readMBps)),
      part("verify-all", "verify-all", "monthly", all),
    ];
  });
}

function stores({ places }: Estate, groups: readonly CopyGroup[]): Store[] {
  const names = Object.keys(places)
    .filter((name) => entry(places, name).engine === "pbs")
    .sort();
  const storeNames = [...new Set(names.map((name) => entry(places, name).store))].sort();
  return storeNames.map((name) => {
    const within = names.filter((place) => entry(places, place).store === name);
    return {
      name,
      place: entry(places, within[0] ?? ""),
      places: within,
      groups: groups.filter(({ place }) => within.includes(place)),
    };
  });
}

function draft(
  store: Store,
  kind: JobKind,
  place: string,
  id: string,
  frequency: Frequency,
  durationMinutes: number,
): JobDraft {
  return {
    id,
    kind,
    engine: "pbs",
    place,
    items: [],
    ...(store.place.care === undefined ? {} : { window: store.place.care }),
    durationMinutes,
    resources: [storeResource(store.place)],
    frequency,
    after: [],
    path: `backup:places.${place}.care`,
  };
}

/** What lies in a store once the history is long enough, as far as the wanted counts tell. */
function contentOf({ sizing }: Estate, { groups }: Store): StoreContent {
  const parts = groups.flatMap(({ items, wanted, frequency, engine }) => {
    const points = wantedPoints(wanted, intervalDays[frequency]);
    const history = keptHistory(wanted, points, intervalDays[frequency]);
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
function newestGB({ sizing }: Estate, { groups }: Store): number {
  return groups
    .flatMap(({ items }) => items)
    .reduce((sum, { usedGB }) => sum + usedGB / sizing.reduction, 0);
}
