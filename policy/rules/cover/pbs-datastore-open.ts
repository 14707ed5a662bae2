import { textOf } from "../../pbs-datastore";
import { propertiesOf } from "../../property-string";
import { remoteRule } from "../../rule";

/**
 * A maintenance mode has no end of its own: until somebody takes it off, every backup into the datastore fails, offline its
 * restores as well. An exception in the pack's configuration gives it a last day.
 *
 * Source: Proxmox Backup Server documentation, "Maintenance Mode".
 */
export const pbsDatastoreOpen = remoteRule({
  name: "pbs-datastore-open",
  description: "No datastore of Proxmox Backup Server is closed for maintenance without an end.",
  remediation:
    "Take `maintenance-mode` of the datastore out when the maintenance is over; while it lasts, an exception with its last " +
    "day in the pack's configuration lets it pass.",
  sees: "resource",
  kinds: ["pbs datastore"],
  judge: (datastore) => {
    const [mode, name] = [textOf(datastore, "maintenance-mode"), textOf(datastore, "name")];
    if (mode === "") return [];
    const properties = propertiesOf(mode);
    const type = properties.get("type") ?? properties.get("") ?? "set";
    return [
      {
        problem: `stdin: document.maintenance-mode of datastore ${name} is ${type}, which has no end: it takes no backups from now on; wanted is none`,
        fix: "take maintenance-mode out, or add an exception for the days of the maintenance",
      },
    ];
  },
});
