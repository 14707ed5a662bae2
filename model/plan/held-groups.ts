import { type Estate, type SyncJob } from "../estate";
import { entry, sortedEntries } from "../record";
import { type CopyGroup } from "./copy-group";
import { type PlannedItem } from "./plan";
import { storeLabel } from "./store-label";

/** Backups in a datastore of Proxmox Backup Server. */
export interface HeldGroup extends Pick<CopyGroup, "items" | "wanted" | "rhythm" | "engine"> {
  /** Where in the datastore; left out: at its root. */
  readonly namespace?: string;
  /** The class whose backups they are. */
  readonly class: string;
}

/** What lies in a datastore. */
export type HeldIn = (store: string) => readonly HeldGroup[];

/** What is backed up into datastores, and what sync jobs copy from one to another, however often it is copied on. */
export function heldGroups(estate: Estate, groups: readonly CopyGroup[]): HeldIn {
  const jobs = sortedEntries(estate.pbs.syncJobs).map(([, job]) => job);
  const held = (store: string, passed: ReadonlySet<SyncJob>): HeldGroup[] => [
    ...backedUpTo(estate, groups, store),
    ...jobs
      .filter((job) => job.store === store && !passed.has(job))
      .flatMap((job) => {
        if (job.remote !== undefined) return [];
        return broughtFrom(estate, job, held(job.remoteStore, new Set([...passed, job])));
      }),
  ];
  return (store) => held(store, new Set());
}

/** What classes back up into a datastore. */
export function backedUpTo(
  { places }: Pick<Estate, "places">,
  groups: readonly CopyGroup[],
  store: string,
): HeldGroup[] {
  return groups.flatMap((group) => {
    const place = entry(places, group.place);
    if (place.engine !== "pbs" || storeLabel(place) !== store) return [];
    return [{ ...group, namespace: place.namespace }];
  });
}

/** What a sync job copies of what lies in its source, and where it puts it. */
export function broughtFrom(
  { guests }: Pick<Estate, "guests">,
  job: SyncJob,
  source: readonly HeldGroup[],
): HeldGroup[] {
  return source.flatMap((group) => {
    const below = namesBelow(group.namespace, job.remoteNs);
    if (below === undefined || below.length > (job.maxDepth ?? below.length)) return [];
    const items = group.items.filter((item) => passes(guests, item, job.groupFilter ?? []));
    if (items.length === 0) return [];
    const names = [...namesOf(job.ns), ...below];
    return [{ ...group, items, namespace: names.length === 0 ? undefined : names.join("/") }];
  });
}

/** The names that lead from a namespace to one below it, none to itself; `undefined` where the one is not below. */
export function namesBelow(namespace: string | undefined, base: string | undefined) {
  const [names, above] = [namesOf(namespace), namesOf(base)];
  return above.every((name, at) => names[at] === name) ? names.slice(above.length) : undefined;
}

function namesOf(namespace: string | undefined): string[] {
  return namespace === undefined ? [] : namespace.split("/");
}

/**
 * Whether a job's filters let a group through: one that includes it, if any includes, and none that excludes it.
 *
 * Source: Proxmox Backup Server documentation, "Managing Remotes & Sync", group filter.
 */
function passes(guests: Estate["guests"], { name }: PlannedItem, filters: readonly string[]) {
  const guest = Object.hasOwn(guests, name) ? guests[name] : undefined;
  // Of what is no guest nobody knows its group.
  if (guest === undefined) return true;
  const group = [`type:${guest.kind}`, `group:${guest.kind}/${guest.vmid}`];
  const isNamed = (filter: string) => group.includes(filter.replace(/^(include|exclude):/, ""));
  const excluding = filters.filter((filter) => filter.startsWith("exclude:"));
  const including = filters.filter((filter) => !filter.startsWith("exclude:"));
  return (including.length === 0 || including.some(isNamed)) && !excluding.some(isNamed);
}
