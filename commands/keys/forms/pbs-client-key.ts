import { randomBytes } from "node:crypto";
import { clientKeyFingerprint, fingerprintOf } from "../../../components/pve/client-key";
import { keyBytes, type KeyForm } from "./key-form";

/**
 * The file that `proxmox-backup-client key create --kdf none` writes, the only form that Proxmox VE accepts: one line
 * of JSON, times in whole seconds. Source: Proxmox Backup Server, pbs-key-config `KeyConfig`.
 */
export const pbsClientKey: KeyForm = {
  make(now) {
    const key = randomBytes(keyBytes);
    const created = now.toISOString().replace(/\.\d+Z$/, "Z");
    return JSON.stringify({
      kdf: null,
      created,
      modified: created,
      data: key.toString("base64"),
      fingerprint: fingerprintOf(key),
    });
  },
  fingerprint: clientKeyFingerprint,
};
