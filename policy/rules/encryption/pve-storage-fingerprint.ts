import { type ResourceOf } from "../../resource";
import { resourceRule } from "../../rule";
import { pbsStorageTypes, shellStorage } from "./pve-storage";

/**
 * Backup servers come with certificates that they have signed themselves; nodes hand the token's secret to whoever shows
 * one that they trust (Proxmox Backup Server documentation, "Proxmox VE Integration").
 */
export const pveStorageFingerprint = resourceRule({
  name: "pve-storage-fingerprint",
  description: "Backup storages of a cluster pin the backup server's certificate.",
  remediation:
    "Read the fingerprint on the backup server (`proxmox-backup-manager cert info`) and give it as `fingerprint`.",
  types: pbsStorageTypes,
  judge: (resource) => {
    const path = pathWithout(resource);
    return path === undefined
      ? []
      : [
          {
            problem: `${path} is unset, so that the server's certificate is not pinned; wanted is its SHA-256 fingerprint`,
            fix: "set fingerprint to what `proxmox-backup-manager cert info` says on the backup server",
          },
        ];
  },
});

/** Where the fingerprint is missing. */
function pathWithout(resource: ResourceOf<(typeof pbsStorageTypes)[number]>): string | undefined {
  if (resource.type !== "command:remote:Command")
    return resource.props.fingerprint ? undefined : "fingerprint";
  const storage = shellStorage(resource);
  return storage?.["type"] === "pbs" && !storage["fingerprint"]
    ? "document.fingerprint"
    : undefined;
}
