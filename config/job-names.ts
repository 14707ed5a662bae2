import { engines } from "../model/engines/engines";
import { type Fault } from "../model/fault";
import { repeats } from "../model/grouping";
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
  return repeats(all, ({ server = "", name }) => `${server} ${name}`).map(
    ([first, { name, path }]) => ({
      path,
      message: `makes a job of the name that another one has, of ${first.path}`,
      got: quoted(name),
      allowed: "names of classes, nodes, datastores and places of which no two jobs get one name",
      fix: "rename one of them",
    }),
  );
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
