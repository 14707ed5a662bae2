import { type Estate, type Frequency, type Place } from "../estate";
import { entry } from "../record";
import {
  assumedStoreMBps,
  garbageCollectionMinutes,
  pruneMinutes,
  verifyMinutes,
} from "../time/store-care";
import { type CopyGroup } from "./copy-group";
import { type HeldGroup, type HeldIn } from "./held-groups";
import { type JobDraft } from "./job-draft";
import { pruneJobName, storeJobName, type storeTasks } from "./job-names";
import { type JobKind } from "./plan";
import { contentOf, newestGB } from "./store-content";
import { storeLabel } from "./store-label";
import { storeResource } from "./store-resource";

/** A datastore of Proxmox Backup Server with the places in it. */
interface Store {
  /** As it is called in the estate. */
  readonly name: string;
  readonly place: Place;
  /** Names of the places: parts that are pruned on their own. */
  readonly places: readonly string[];
  /** Those of them that something is backed up to. */
  readonly filled: readonly string[];
  /** All that lies in it, what sync jobs bring included. */
  readonly held: readonly HeldGroup[];
}

/**
 * The jobs that take care of every datastore: each place in it that gets backups is pruned daily, then garbage is collected weekly, what
 * is new is verified daily and everything again monthly, as the Proxmox Backup Server documentation asks for.
 */
export function careJobs(estate: Estate, groups: readonly CopyGroup[], heldIn: HeldIn): JobDraft[] {
  return stores(estate, groups, heldIn).flatMap((store) => {
    const content = contentOf(estate, store.held);
    const { medium, readMBps = assumedStoreMBps } = store.place;
    const all = verifyMinutes(content.storedGB, readMBps);
    // A prune job without settings would be no job; they come from what is backed up there.
    const prunes = store.filled.map((name) =>
      draft(store, "prune", name, pruneJobName(name), "daily", pruneMinutes(content)),
    );
    const pruned = prunes.map(({ id }) => id);
    const part = (
      kind: JobKind,
      task: (typeof storeTasks)[number],
      frequency: Frequency,
      minutes: number,
    ) =>
      draft(store, kind, store.places[0] ?? "", storeJobName(store.name, task), frequency, minutes);
    return [
      ...prunes,
      {
        ...part("garbage-collection", "gc", "weekly", garbageCollectionMinutes(content, medium)),
        after: pruned,
      },
      part("verify", "verify", "daily", verifyMinutes(newestGB(estate, store.held), readMBps)),
      part("verify-all", "verify-all", "monthly", all),
    ];
  });
}

function stores({ places }: Estate, groups: readonly CopyGroup[], heldIn: HeldIn): Store[] {
  const names = Object.keys(places)
    .filter((name) => entry(places, name).engine === "pbs")
    .sort();
  const labelOf = (name: string) => storeLabel(entry(places, name));
  const storeNames = [...new Set(names.map(labelOf))].sort();
  return storeNames.map((name) => {
    const within = names.filter((place) => labelOf(place) === name);
    return {
      name,
      place: entry(places, within[0] ?? ""),
      places: within,
      filled: within.filter((place) => groups.some((group) => group.place === place)),
      held: heldIn(name),
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
