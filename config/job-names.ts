import { engines } from "../model/engines/engines";
import { type Fault } from "../model/fault";
import { groupedBy } from "../model/grouping";
import {
  backupJobName,
  elsewhere,
  offsiteJobName,
  pruneJobName,
  storeJobName,
  storeTasks,
} from "../model/plan/job-names";
import { optionalEntry, sortedEntries } from "../model/record";
import { productsOf } from "./products";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";

/** A name that the plan makes for a job, and what it makes it from. */
interface JobName {
  readonly name: string;
  /** What has to be renamed. */
  readonly path: string;
  /** Where only names on the same server meet: that server. Default: the name meets all others. */
  readonly server?: string;
}

/** Jobs that would have one name, which products and the stack know them by. */
export function jobNameFaults(sections: SoundSections): Fault[] {
  const all = [...classJobs(sections), ...careJobs(sections)];
  return [...groupedBy(all, ({ name }) => name).values()].flatMap((alike) =>
    alike.flatMap((job, index) => {
      const first = alike.slice(0, index).find((other) => meet(other, job));
      return first === undefined ? [] : [alikeFault(first, job)];
    }),
  );
}

/** Names on different servers do not meet; one without a server meets all. */
function meet(one: JobName, other: JobName): boolean {
  return one.server === undefined || other.server === undefined || one.server === other.server;
}

function alikeFault(first: JobName, { name, path }: JobName): Fault {
  return {
    path,
    message: `makes a job of the name that another one has, of ${first.path}`,
    got: quoted(name),
    allowed: "names of classes, nodes, datastores and places of which no two jobs get one name",
    fix: "rename one of them",
  };
}

function classJobs({ classes = {}, places = {}, nodes = {} }: SoundSections): JobName[] {
  const parts = [...Object.keys(nodes).sort(), elsewhere];
  return sortedEntries(classes).flatMap(([name, { place, offsite }]) => {
    const engine = optionalEntry(places, place)?.engine;
    const readsImages = engine !== undefined && engines[engine].readsImages;
    const backups = readsImages
      ? parts.map((part) => backupJobName(name, part))
      : [backupJobName(name)];
    const all = offsite ? [...backups, ...backups.map(offsiteJobName)] : backups;
    return all.map((job) => ({ name: job, path: `backup:classes.${name}` }));
  });
}

function careJobs({ places = {}, pbs }: SoundSections): JobName[] {
  const several = Object.keys(pbs ?? {}).length > 1;
  const onServers = productsOf("pbs", pbs).flatMap(({ name: server, path, declared }) => [
    ...sortedEntries(declared.datastores).flatMap(([store]) =>
      storeTasks.map((task) => ({
        ...{ name: storeJobName(store, task), path: `${path}.datastores.${store}` },
        ...(several ? { server } : {}),
      })),
    ),
    ...sortedEntries(declared.syncJobs).map(([name]) => ({
      ...{ name, path: `${path}.syncJobs.${name}` },
      ...(several ? { server } : {}),
    })),
  ]);
  const prunes = sortedEntries(places)
    .flatMap(([name, place]) => (place.engine === "pbs" ? [{ name, server: place.server }] : []))
    .map(({ name, server }) => ({
      ...{ name: pruneJobName(name), path: `backup:places.${name}` },
      ...(several && server !== undefined ? { server } : {}),
    }));
  return [...onServers, ...prunes];
}
