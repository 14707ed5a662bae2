import { named } from "./named";
import { type RemoteObject } from "./remote-object";
import { pveTypes } from "./resource-types";
import { type Stack } from "./stack";
import { textIn } from "./text-in";

/** A property of a document as text; empty where there is none, as a datastore's root is. */
export function textOf({ document }: RemoteObject, key: string): string {
  return textIn(document, key);
}

/** Whether two objects are on one host. */
export function onOneHost(one: RemoteObject, other: RemoteObject): boolean {
  return one.resource.props.connection?.host === other.resource.props.connection?.host;
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
  const storages = storagesOf(datastore, stack);
  const busy = storages.filter(({ isBusy }) => isBusy).map(({ namespace }) => namespace);
  const stored = storages.map(({ namespace }) => namespace);
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
 */
export function reaches(job: RemoteObject, namespace: string): boolean {
  const from = textOf(job, "ns");
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

/** A storage of a cluster that leads to a datastore. */
interface Storage {
  readonly namespace: string;
  /** Whether a backup job of the stack writes there. */
  readonly isBusy: boolean;
}

/**
 * Storages of clusters, made by the provider or told to a node. They are told to servers by an address, which may be another
 * name of the same host.
 */
function storagesOf(datastore: RemoteObject, stack: Stack): Storage[] {
  const name = textOf(datastore, "name");
  const writing = stack.remoteObjects("pve backup job").map((job) => textOf(job, "storage"));
  const made = stack
    .ofType(pveTypes.pbsStorage)
    .filter(({ props }) => props.datastore === name)
    .map((storage) => ({
      namespace: storage.props.namespace ?? "",
      isBusy:
        stack.alike(storage, "resourceId", pveTypes.job, "storage").length > 0 ||
        stack.about(storage, "storage", pveTypes.job).length > 0 ||
        writing.some((one) => one === storage.props.resourceId),
    }));
  const told = stack
    .remoteObjects("pve storage")
    .filter((storage) => textOf(storage, "datastore") === name)
    .map((storage) => ({
      namespace: textOf(storage, "namespace"),
      isBusy:
        writing.includes(storage.identity) ||
        stack.about(named(storage.identity), "storage", pveTypes.job).length > 0,
    }));
  return [...made, ...told];
}
