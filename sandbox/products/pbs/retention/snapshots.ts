import * as fs from "node:fs";
import * as path from "node:path";

import { manifestName } from "../data/manifest";
import { type Prunable } from "./prune";

/** One snapshot's directory. */
export interface Snapshot extends Prunable {
  readonly directory: string;
  /** The directory's name: the time in UTC. */
  readonly name: string;
}

/** The snapshots of one guest in one namespace. */
export interface BackupGroup {
  readonly namespace: string;
  readonly type: string;
  readonly id: string;
  readonly directory: string;
  readonly snapshots: readonly Snapshot[];
}

const types = ["vm", "ct", "host"];
const timeName = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const protection = ".protected";

/**
 * The groups of a datastore at `namespace` and at most `depth` levels below.
 *
 * @param base the datastore's directory.
 */
export function listGroups(base: string, namespace: string, depth: number): BackupGroup[] {
  const at = namespaceDirectory(base, namespace);
  const here = types.flatMap((type) =>
    namesOf(path.join(at, type)).map((id) => groupAt(base, namespace, type, id)),
  );
  const below = depth > 0 ? namesOf(path.join(at, "ns")) : [];
  return [
    ...here,
    ...below.flatMap((name) => {
      const child = namespace === "" ? name : `${namespace}/${name}`;
      return listGroups(base, child, depth - 1);
    }),
  ];
}

/** One group; without snapshots if it is not there. */
export function groupAt(base: string, namespace: string, type: string, id: string): BackupGroup {
  const directory = path.join(namespaceDirectory(base, namespace), type, id);
  return { namespace, type, id, directory, snapshots: listSnapshots(directory) };
}

/** The name of a snapshot's directory: its time in UTC, to the second. */
export function timeNameOf(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, "Z");
}

/** A namespace's directory: each level lies in a directory `ns` of its parent. */
export function namespaceDirectory(base: string, namespace: string): string {
  const levels = namespace.split("/").filter(Boolean);
  return path.join(base, ...levels.flatMap((level) => ["ns", level]));
}

function listSnapshots(group: string): Snapshot[] {
  return namesOf(group)
    .filter((name) => timeName.test(name))
    .map((name) => {
      const directory = path.join(group, name);
      return {
        directory,
        name,
        time: new Date(name),
        finished: fs.existsSync(path.join(directory, manifestName)),
        protected: fs.existsSync(path.join(directory, protection)),
      };
    });
}

/** The names of the directories in a directory; none if there is none. */
export function namesOf(directory: string): string[] {
  if (!fs.existsSync(directory)) return [];
  return fs
    .readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
