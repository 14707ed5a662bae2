import { createHash, pbkdf2Sync } from "node:crypto";
import { colonPairs } from "../../model/colon-pairs";

/** Bytes of an AES-256 key. */
const keyBytes = 32;

/**
 * The fingerprint of a client key, by which backups name the key that reads them, as 32 pairs with colons: SHA-256
 * over a fixed label and an id key, which PBKDF2 derives from the key. Source: Proxmox Backup Server, pbs-tools
 * `CryptConfig::fingerprint`.
 *
 * @param keyFile - JSON of `proxmox-backup-client key create --kdf none`
 * @throws Error that names what is wrong, never the key
 */
export function clientKeyFingerprint(keyFile: string): string {
  const { kdf, data, fingerprint } = parsed(keyFile);
  if (kdf !== null && kdf !== undefined)
    throw fault("is protected by a passphrase, which Proxmox VE cannot ask for");
  const key = Buffer.from(typeof data === "string" ? data : "", "base64");
  if (key.length !== keyBytes)
    throw fault(`holds ${key.length} bytes; an AES-256 key has ${keyBytes}`);
  const computed = fingerprintOf(key);
  if (fingerprint !== undefined && fingerprint !== computed)
    throw fault(`says it has another fingerprint than its own, ${computed}`);
  return computed;
}

/** The fingerprint of the bytes of a client key. */
export function fingerprintOf(key: Buffer): string {
  const label = createHash("sha256").update("Proxmox Backup Encryption Key Fingerprint").digest();
  const idKey = pbkdf2Sync(key, "_id_key", 10, keyBytes, "sha256");
  return colonPairs(createHash("sha256").update(label).update(idKey).digest("hex"));
}

function parsed(keyFile: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(keyFile);
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
    // The parser would quote the key.
  }
  throw fault("is no JSON document");
}

function fault(what: string): Error {
  return new Error(
    `the client key of a PVE storage ${what}; make one with: proxmox-backup-client key create --kdf none`,
  );
}
