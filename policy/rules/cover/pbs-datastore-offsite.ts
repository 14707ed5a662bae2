import { partsOf, textOf, writersOf } from "../../pbs-datastore";
import { onOneHost, type RemoteObject } from "../../remote-object";
import { remoteRule } from "../../rule";
import { scheduleEnd } from "../../schedule-end";
import { type Stack } from "../../stack";

/**
 * A fire takes the server and every disk in it. Where nothing is backed up by a job of the stack there is nothing to take
 * out; what others were copied to is the copy itself.
 */
export const pbsDatastoreOffsite = remoteRule({
  name: "pbs-datastore-offsite",
  description:
    "Datastores of Proxmox Backup Server that backups go to are copied out of the house.",
  remediation:
    "Add a sync job that pushes to another server or into a datastore on S3, one on another server that pulls, or an offsite export.",
  sees: "stack",
  kinds: ["pbs datastore"],
  judge: (datastore, _numbers, stack) => {
    const copied = writersOf(datastore, stack).map((job) => textOf(job, "ns"));
    const own = partsOf(datastore, stack).written.filter((part) => !copied.includes(part));
    return own.length === 0 || isOnS3(datastore) || leaves(datastore, stack)
      ? []
      : [
          {
            problem: `datastore ${textOf(datastore, "name")}: no sync job and no offsite export of the stack takes its backups to another place; wanted is one`,
            fix: "add a sync job to another server or to a datastore on S3, or an offsite export",
          },
        ];
  },
});

/** Its backend is a property string: `bucket=…,client=…,type=s3`. */
const isOnS3 = (datastore: RemoteObject) =>
  textOf(datastore, "backend").split(",").includes("type=s3");

function leaves(datastore: RemoteObject, stack: Stack): boolean {
  const name = textOf(datastore, "name");
  const syncs = stack
    .remoteObjects("pbs sync-job")
    .filter((job) => scheduleEnd(textOf(job, "schedule")) === undefined);
  const exports = stack.remoteObjects("offsite export");
  return (
    syncs.some((job) => pushes(job, datastore) || pulls(job, datastore, stack)) ||
    exports.some((job) => repositoryOf(job).split(":").at(-1) === name)
  );
}

function pushes(job: RemoteObject, datastore: RemoteObject): boolean {
  return (
    textOf(job, "sync-direction") === "push" &&
    textOf(job, "store") === textOf(datastore, "name") &&
    onOneHost(job, datastore)
  );
}

/** By another server, or by this one into a datastore that is elsewhere itself. */
function pulls(job: RemoteObject, datastore: RemoteObject, stack: Stack): boolean {
  const isOf = textOf(job, "remote-store") === textOf(datastore, "name");
  if (!isOf || textOf(job, "sync-direction") === "push") return false;
  if (textOf(job, "remote") !== "") return !onOneHost(job, datastore);
  return stack
    .remoteObjects("pbs datastore")
    .some(
      (target) =>
        textOf(target, "name") === textOf(job, "store") &&
        onOneHost(target, job) &&
        onOneHost(target, datastore) &&
        isOnS3(target),
    );
}

/** `user@realm!token@server:port:datastore`; the server may go by another name there. */
function repositoryOf({ document }: RemoteObject): string {
  const { repository } = (document["config"] ?? {}) as { readonly repository?: unknown };
  return typeof repository === "string" ? repository : "";
}
