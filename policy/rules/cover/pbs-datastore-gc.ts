import { textOf } from "../../pbs-datastore";
import { remoteRule } from "../../rule";

/** Pruning gives backups up; only garbage collection frees their room, and by default it never runs. */
export const pbsDatastoreGc = remoteRule({
  name: "pbs-datastore-gc",
  description: "Datastores of Proxmox Backup Server have a schedule for garbage collection.",
  remediation:
    "Set `gc-schedule` of the datastore to a calendar event, such as `sun 12:00`, outside of the hours of backups.",
  sees: "resource",
  kinds: ["pbs datastore"],
  judge: (datastore) =>
    textOf(datastore, "gc-schedule") !== ""
      ? []
      : [
          {
            problem: `stdin: document.gc-schedule of datastore ${textOf(datastore, "name")} is not set, so that its disk fills up with what was pruned; wanted is a calendar event`,
            fix: "set gc-schedule",
          },
        ],
});
