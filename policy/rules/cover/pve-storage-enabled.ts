import { type ResourceOf } from "../../resource";
import { resourceRule } from "../../rule";
import { pbsStorageTypes, shellStorage } from "../encryption/pve-storage";
import { isYes } from "../../truth";

/**
 * A storage that is disabled no node uses: every backup job onto it fails, and nobody can restore from it. Left out, it is
 * enabled. Source: Proxmox VE API, `/storage`, `disable`.
 */
export const pveStorageEnabled = resourceRule({
  name: "pve-storage-enabled",
  description: "Backup storages of a cluster are not disabled.",
  remediation:
    "Take `disable` out; while the backup server is away, an exception with its last day in the pack's configuration lets it pass.",
  types: pbsStorageTypes,
  judge: (resource) => {
    const path = disabledAt(resource);
    return path === undefined
      ? []
      : [
          {
            problem: `${path} is set: no node backs up onto the storage, or restores from it; wanted is an enabled one`,
            fix: `take ${path} out, or set it to false`,
          },
        ];
  },
});

/** Where it is disabled. */
function disabledAt(resource: ResourceOf<(typeof pbsStorageTypes)[number]>): string | undefined {
  if (resource.type !== "command:remote:Command")
    return isYes(resource.props.disable) ? "disable" : undefined;
  const storage = shellStorage(resource);
  return storage?.["type"] === "pbs" && isYes(storage["disable"]) ? "document.disable" : undefined;
}
