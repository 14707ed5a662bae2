import { engines } from "../engines/engines";
import { type Estate, type Frequency } from "../estate";
import { entry } from "../record";
import { backupRoute, offsiteRoute } from "../time/route";
import { backupTime, offsiteTime } from "../time/run-time";
import { type CopyGroup } from "./copy-group";
import { type PlannedJob } from "./plan";
import { storeResource } from "./store-resource";

/** A job that has no time of its own yet. */
export interface JobDraft extends Omit<
  PlannedJob,
  "schedule" | "firstRun" | "aloneMinutes" | "retention"
> {
  readonly frequency: Frequency;
  /** Jobs that must be over before it begins. */
  readonly after: readonly string[];
  /** Where it is declared. */
  readonly path: string;
}

/** The job that copies a group. */
export function copyJob(estate: Estate, group: CopyGroup): JobDraft {
  const { id, role, engine, place, from, node, items, frequency, window, catchAll, path } = group;
  const exclusive = exclusiveOf(estate, group);
  return {
    id,
    kind: role,
    engine,
    class: group.class,
    place,
    ...(from === undefined ? {} : { from }),
    ...(node === undefined ? {} : { node }),
    items: items.map(({ name }) => name),
    ...(window === undefined ? {} : { window }),
    ...(catchAll ? { catchAll } : {}),
    ...runTime(estate, group),
    resources: resources(estate, group),
    ...(exclusive.length === 0 ? {} : { exclusive }),
    frequency,
    after: [],
    path,
  };
}

/** Minutes that a run takes at worst: if everything that was declared is in use, and copied at once. */
export function worstRunMinutes(estate: Estate, group: CopyGroup): number {
  const items = group.items.map((item) => ({
    ...item,
    usedGB: Math.max(item.sizeGB, item.usedGB),
  }));
  return runTime(estate, { ...group, items }).firstRunMinutes;
}

function runTime(estate: Estate, group: CopyGroup) {
  const { items, node, engine } = group;
  const place = entry(estate.places, group.place);
  const { longestDays: interval } = group.rhythm;
  if (group.from === undefined) {
    return backupTime(engine, items, interval, backupRoute(estate, node, place));
  }
  const route = offsiteRoute(estate, entry(estate.places, group.from), place);
  return offsiteTime(engine, items, interval, route, estate.sizing);
}

/** What a job needs for itself: the machine that reads, the way, and the store at either end. */
function resources({ places }: Estate, group: CopyGroup): string[] {
  const { place, from } = group;
  const nodes = readersOf(group);
  const stores = [place, ...(from === undefined ? [] : [from])];
  const names = [
    ...nodes.map((name) => `node:${name}`),
    ...stores.map((name) => storeResource(entry(places, name))),
    `link:${entry(places, place).link}`,
  ];
  return [...new Set(names)].sort();
}

/** What no other job ever has at the same time. */
function exclusiveOf({ places }: Estate, group: CopyGroup): string[] {
  const { engine, place, from } = group;
  const names = engines[engine].exclusive?.({
    nodes: readersOf(group),
    place: entry(places, place),
    ...(from === undefined ? {} : { from: entry(places, from) }),
  });
  return [...new Set(names)].sort();
}

/** Names of the machines that read what is copied; what is brought offsite is read from a store. */
function readersOf({ items, node, role }: CopyGroup): string[] {
  const readers = node === undefined ? items.map((item) => item.node) : [node];
  return role === "backup" ? readers.filter((name) => name !== undefined) : [];
}
