import { type ResourceOf } from "../../resource";
import { resourceRule } from "../../rule";
import { pbsStorageTypes, shellStorage } from "./pve-storage";

/**
 * A backup server verifies and stores what it gets, encrypted or not. A key that the cluster makes for itself is known to
 * nobody else: it is lost with the cluster, and the next replacement of the storage makes another.
 */
export const pveStorageOwnKey = resourceRule({
  name: "pve-storage-own-key",
  description: "Backup storages of a cluster encrypt under a key that is kept elsewhere too.",
  remediation:
    "Make a key with `proxmox-backup-client key create --kdf none`, keep it where the cluster is not, give it as " +
    "`encryptionKey`, and take `generateEncryptionKey` out.",
  types: pbsStorageTypes,
  judge: (resource) =>
    faults(resource).map((problem) => ({
      problem: `${problem}; wanted is a key that is kept outside of the cluster as well`,
      fix: "make the key with `proxmox-backup-client key create --kdf none`, escrow it, and give it as the storage's encryption key",
    })),
});

function faults(resource: ResourceOf<(typeof pbsStorageTypes)[number]>): readonly string[] {
  if (resource.type === "command:remote:Command") {
    const storage = shellStorage(resource);
    return storage?.["type"] === "pbs"
      ? keyFaults("document.encryption-key", storage["encryption-key"])
      : [];
  }
  const { encryptionKey, generateEncryptionKey } = resource.props;
  return generateEncryptionKey === true
    ? ["generateEncryptionKey is true, so that backups would lie under a key of the cluster's own"]
    : keyFaults("encryptionKey", encryptionKey);
}

/** `autogen` is how the API is told to make one (Proxmox VE API, storage, `encryption-key`). The key itself is never told. */
function keyFaults(path: string, key: unknown): readonly string[] {
  if (key === "autogen")
    return [`${path} is autogen, so that backups would lie under a key of the cluster's own`];
  return typeof key === "string" && key !== ""
    ? []
    : [`${path} is unset, so that backups would lie readable on the server`];
}
