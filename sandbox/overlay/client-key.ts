import { createHash, pbkdf2Sync, randomBytes } from "node:crypto";

/** What the fingerprint of a client key is taken over. Source: Proxmox Backup Server, pbs-tools crypt_config. */
const fingerprintInput = createHash("sha256")
  .update("Proxmox Backup Encryption Key Fingerprint")
  .digest();

/**
 * A client-side AES-256 key in the form of `proxmox-backup-client key create --kdf none`, the only one that
 * Proxmox VE accepts.
 *
 * @param now - its time of creation
 * @returns the JSON document
 */
export function createClientKey(now: Date): string {
  const key = randomBytes(32);
  return JSON.stringify({
    kdf: null,
    created: now.toISOString(),
    modified: now.toISOString(),
    data: key.toString("base64"),
    fingerprint: fingerprintOf(key),
  });
}

/** SHA-256 over a fixed text and a key derived from the key itself, as 32 pairs with colons. */
export function fingerprintOf(key: Buffer): string {
  const idKey = pbkdf2Sync(key, "_id_key", 10, 32, "sha256");
  const digest = createHash("sha256").update(fingerprintInput).update(idKey).digest("hex");
  return digest.replace(/(..)(?!$)/g, "$1:");
}
