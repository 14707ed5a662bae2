import { type Fault } from "../model/fault";
import { sortedEntries } from "../model/record";
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
  const first = new Map<string, string>();
  return [...classJobs(sections), ...careJobs(sections)].flatMap(({ name, path }) => {
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, path);
      return [];
    }
    return [
      {
        path,
        message: `makes a job of the name that another one has, of ${other}`,
        got: quoted(name),
        allowed: "names of classes, nodes, datastores and places of which no two jobs get one name",
        fix: "rename one of them",
      },
    ];
  });
}

/** As `model/plan/copy-group.ts` names them: images node by node, and what goes offsite after what it brings. */
function classJobs({ classes = {}, places = {}, nodes = {} }: SoundSections): JobName[] {
  const parts = [...Object.keys(nodes).sort(), "elsewhere"];
  return sortedEntries(classes).flatMap(([name, { place, offsite }]) => {
    const isOfImages = sortedEntries(places).some(
      ([other, { engine }]) => other === place && engine === "pbs",
    );
    const backups = isOfImages ? parts.map((part) => `${name}-${part}`) : [name];
    const all = offsite ? [...backups, ...backups.map((backup) => `${backup}-offsite`)] : backups;
    return all.map((job) => ({ name: job, path: `backup:classes.${name}` }));
  });
}

/** As `model/plan/store-care.ts` and the server name them. */
function careJobs({ places = {}, pbs }: SoundSections): JobName[] {
  const stores = sortedEntries(pbs?.datastores ?? {}).flatMap(([store]) =>
    ["gc", "verify", "verify-all"].map((task) => ({
      ...{ name: `${store}-${task}`, path: `backup:pbs.datastores.${store}` },
    })),
  );
  const prunes = sortedEntries(places)
    .filter(([, { engine }]) => engine === "pbs")
    .map(([place]) => ({ name: `${place}-prune`, path: `backup:places.${place}` }));
  const syncs = Object.keys(pbs?.syncJobs ?? {})
    .sort()
    .map((name) => ({ name, path: `backup:pbs.syncJobs.${name}` }));
  return [...stores, ...prunes, ...syncs];
}
