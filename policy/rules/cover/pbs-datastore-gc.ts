import { textOf } from "../../pbs-datastore";
import { remoteRule } from "../../rule";
import { scheduleEnd } from "../../schedule-end";

/** Pruning gives backups up; only garbage collection frees their room, and by default it never runs. */
export const pbsDatastoreGc = remoteRule({
  name: "pbs-datastore-gc",
  description: "Datastores of Proxmox Backup Server have a schedule for garbage collection.",
  remediation:
    "Set `gc-schedule` of the datastore to a calendar event, such as `sun 12:00`, outside of the hours of backups.",
  sees: "resource",
  kinds: ["pbs datastore"],
  judge: (datastore) => {
    const [schedule, name] = [textOf(datastore, "gc-schedule"), textOf(datastore, "name")];
    const end = schedule === "" ? undefined : scheduleEnd(schedule);
    if (schedule !== "" && end === undefined) return [];
    const got =
      end === undefined
        ? "not set"
        : `"${schedule}", which never comes or comes to an end (${end})`;
    return [
      {
        problem: `stdin: document.gc-schedule of datastore ${name} is ${got}, so that its disk fills up with what was pruned; wanted is a calendar event`,
        fix: "set gc-schedule",
      },
    ];
  },
});
