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
import { quoted } from "./quoted";
import { type SoundSections } from "./references";

/** A name that the plan makes for a job, and what it makes it from. */
interface JobName {
  readonly name: string;
  /** What has to be renamed. */
  readonly path: string;
}

/** Jobs that would have one name, which products and the stack know them by. */
export function jobNameFaults(sections: SoundSections): Fault[] {
  const all = [...classJobs(sections), ...careJobs(sections)];
  return repeats(all, ({ name }) => name).map(([first, { name, path }]) => ({
    path,
    message: `makes a job of the name that another one has, of ${first.path}`,
    got: quoted(name),
    allowed: "names of classes, nodes, datastores and places of which no two jobs get one name",
    fix: "rename one of them",
  }));
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
  const stores = sortedEntries(pbs?.datastores ?? {}).flatMap(([store]) =>
    storeTasks.map((task) => ({
      ...{ name: storeJobName(store, task), path: `backup:pbs.datastores.${store}` },
    })),
  );
  const prunes = sortedEntries(places)
    .filter(([, { engine }]) => engine === "pbs")
    .map(([place]) => ({ name: pruneJobName(place), path: `backup:places.${place}` }));
  const syncs = Object.keys(pbs?.syncJobs ?? {})
    .sort()
    .map((name) => ({ name, path: `backup:pbs.syncJobs.${name}` }));
  return [...stores, ...prunes, ...syncs];
}
