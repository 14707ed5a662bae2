import { partName, partsOf, textOf, writersOf } from "../../pbs-datastore";
import { isElsewhere, waysOut } from "../../pbs-ways-out";
import { remoteRule } from "../../rule";

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
    if (own.length === 0 || isElsewhere(datastore, stack)) return [];
    const ways = waysOut(datastore, stack);
    const left = own.filter((part) => !ways.some((takes) => takes(part)));
    if (left.length === 0) return [];
    const what = left.length === own.length ? "its backups" : left.map(partName).join(" and ");
    return [
      {
        problem: `datastore ${textOf(datastore, "name")}: no sync job and no offsite export of the stack takes ${what} to another place; wanted is one`,
        fix: "add a sync job to another server or to a datastore on S3, or an offsite export",
      },
    ];
  },
});
