import { configOf, isInHouse, paceOfExport } from "./offsite-export";
import { reaches, textOf } from "./pbs-datastore";
import { propertiesOf } from "./property-string";
import { onOneHost, type RemoteObject } from "./remote-object";
import { hostOf, isLoopback } from "./rules/encryption/loopback";
import { scheduleEnd } from "./schedule-end";
import { type Stack } from "./stack";
import { textIn } from "./text-in";

/** Whether something takes the backups of a namespace to another place. */
export type WayOut = (namespace: string) => boolean;

/** All that takes backups of a datastore out of the house, again and again. */
export function waysOut(datastore: RemoteObject, stack: Stack): readonly WayOut[] {
  const syncs = stack
    .remoteObjects("pbs sync-job")
    .filter((job) => scheduleEnd(textOf(job, "schedule")) === undefined && isOfAll(job));
  const exports = stack
    .remoteObjects("offsite export")
    .filter((job) => typeof paceOfExport(job) === "number" && reads(job, datastore, stack));
  return [
    ...syncs
      .filter((job) => pushes(job, datastore, stack))
      .map(
        (job): WayOut =>
          (namespace) =>
            reaches(job, namespace),
      ),
    ...syncs
      .filter((job) => pulls(job, datastore, stack))
      .map(
        (job): WayOut =>
          (namespace) =>
            reaches(job, namespace, "remote-ns"),
      ),
    ...exports.map(
      (job): WayOut =>
        (namespace) =>
          textIn(configOf(job), "namespace") === namespace,
    ),
  ];
}

/** Whether a datastore lies in a bucket that is elsewhere; its backend is a property string: `bucket=…,client=…,type=s3`. */
export function isElsewhere(datastore: RemoteObject, stack: Stack): boolean {
  const backend = propertiesOf(datastore.document["backend"]);
  if (backend.get("type") !== "s3") return false;
  const endpoints = stack
    .remoteObjects("pbs s3 endpoint")
    .filter((one) => textOf(one, "id") === backend.get("client") && onOneHost(one, datastore))
    .map((one) => textOf(one, "endpoint"));
  return !endpoints.some((endpoint) => isInHouse(endpoint, [], stack));
}

/** Who names groups forgets the next guest; who leaves some out has looked (Proxmox Backup Server, `group-filter`). */
function isOfAll({ document }: RemoteObject): boolean {
  const filters: readonly unknown[] = [document["group-filter"] ?? []].flat();
  return filters.every((one) => typeof one === "string" && one.startsWith("exclude:"));
}

function pushes(job: RemoteObject, datastore: RemoteObject, stack: Stack): boolean {
  return (
    textOf(job, "sync-direction") === "push" &&
    textOf(job, "store") === textOf(datastore, "name") &&
    onOneHost(job, datastore) &&
    !remotesOf(job, stack).some((address) => isOwn(address, datastore))
  );
}

/** By another server, or by this one into a datastore that is elsewhere itself. */
function pulls(job: RemoteObject, datastore: RemoteObject, stack: Stack): boolean {
  const isOf = textOf(job, "remote-store") === textOf(datastore, "name");
  if (!isOf || textOf(job, "sync-direction") === "push") return false;
  if (textOf(job, "remote") !== "") {
    const isMeant = (address: string) => isServerOf(address, datastore, job, stack);
    return !onOneHost(job, datastore) && remotesOf(job, stack).every(isMeant);
  }
  return stack
    .remoteObjects("pbs datastore")
    .some(
      (target) =>
        textOf(target, "name") === textOf(job, "store") &&
        onOneHost(target, job) &&
        onOneHost(target, datastore) &&
        isElsewhere(target, stack),
    );
}

/** Addresses of the server that a job names, as far as the stack tells its host of it. */
function remotesOf(job: RemoteObject, stack: Stack): readonly string[] {
  return stack
    .remoteObjects("pbs remote")
    .filter((one) => textOf(one, "name") === textOf(job, "remote") && onOneHost(one, job))
    .map((one) => textOf(one, "host"));
}

/** Of a datastore, `[[user@realm!token@]server[:port]:]datastore` (Proxmox Backup Server documentation, "Backup Repository Locations"). */
const repository = /^(?:.*@)?(?:(?<server>\[[^\]]*\]|[^:[\]]+)(?::\d+)?:)?(?<name>[^:@]+)$/;

function reads(job: RemoteObject, datastore: RemoteObject, stack: Stack): boolean {
  const config = configOf(job);
  const { server = "localhost", name } =
    repository.exec(textIn(config, "repository"))?.groups ?? {};
  return (
    name === textOf(datastore, "name") &&
    isServerOf(server, datastore, job, stack) &&
    !isInHouse(textIn(config, "endpoint"), [], stack)
  );
}

/**
 * Whether an address leads to the server of a datastore. Machines may call it by another name than the program does; where
 * the stack has another datastore of that name, the name has to tell which of them is meant.
 */
function isServerOf(
  address: string,
  datastore: RemoteObject,
  caller: RemoteObject,
  stack: Stack,
): boolean {
  if (isLoopback(address)) return onOneHost(caller, datastore);
  const others = stack
    .remoteObjects("pbs datastore")
    .filter((one) => textOf(one, "name") === textOf(datastore, "name"))
    .filter((one) => !onOneHost(one, datastore));
  return others.length === 0 || isOwn(address, datastore);
}

function isOwn(address: string, { resource }: RemoteObject): boolean {
  return isLoopback(address) || hostOf(address) === hostOf(resource.props.connection?.host ?? "");
}
