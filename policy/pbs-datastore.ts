import { onOneHost, type RemoteObject } from "./remote-object";
import { jobsOnto, pbsStorages, type PbsStorage } from "./pve-storage";
import { type Stack } from "./stack";
import { textIn } from "./text-in";

/** A property of a document as text; empty where there is none, as a datastore's root is. */
export function textOf({ document }: RemoteObject, key: string): string {
  return textIn(document, key);
}

/** Jobs of a kind that name the datastore as the one they are for. */
export function jobsOf(datastore: RemoteObject, kind: string, stack: Stack): RemoteObject[] {
  const name = textOf(datastore, "name");
  return stack
    .remoteObjects(kind)
    .filter((job) => textOf(job, "store") === name && onOneHost(job, datastore));
}

/** Jobs that bring backups into the datastore; one that pushes takes them out. */
export function writersOf(datastore: RemoteObject, stack: Stack): RemoteObject[] {
  return jobsOf(datastore, "pbs sync-job", stack).filter(
    (job) => textOf(job, "sync-direction") !== "push",
  );
}

/**
 * Parts of a datastore that something of the stack uses, by namespace: the root where it shows nothing of the kind. A
 * storage that no backup job of the stack names is idle.
 */
export function partsOf(
  datastore: RemoteObject,
  stack: Stack,
): { readonly all: readonly string[]; readonly written: readonly string[] } {
  const name = textOf(datastore, "name");
  const storages = pbsStorages(stack).filter((storage) => storage.datastore === name);
  const busy = storages.filter((storage) => jobsOnto([storage], stack).length > 0).map(namespaceOf);
  const stored = storages.map(namespaceOf);
  const written = [...busy, ...writersOf(datastore, stack).map((job) => textOf(job, "ns"))];
  const made = jobsOf(datastore, "pbs namespace", stack).map((one) => textOf(one, "ns"));
  const shown = unique([...written, ...made, ...stored]);
  const all = shown.length === 0 ? [""] : shown;
  return {
    all,
    written: all.filter((part) => written.includes(part) || !stored.includes(part)),
  };
}

/**
 * Whether a job is at work in a namespace. Sources: Proxmox Backup Server documentation, `max-depth` of prune and verify
 * jobs: without it a job goes all the way down.
 *
 * @param key - of the namespace that it begins at
 */
export function reaches(job: RemoteObject, namespace: string, key = "ns"): boolean {
  const from = textOf(job, key);
  if (from === namespace) return true;
  if (from !== "" && !namespace.startsWith(`${from}/`)) return false;
  const depth = job.document["max-depth"] ?? deepest;
  return levels(namespace) - levels(from) <= Number(depth);
}

/** In words, for people. */
export function partName(namespace: string): string {
  return namespace === "" ? "its root" : `namespace ${namespace}`;
}

/** Most levels of namespaces. Source: Proxmox Backup Server documentation, "Backup Namespaces". */
const deepest = 7;

const levels = (namespace: string) => (namespace === "" ? 0 : namespace.split("/").length);

const unique = (texts: readonly string[]) => [...new Set(texts)];

const namespaceOf = ({ namespace }: PbsStorage) => namespace;
