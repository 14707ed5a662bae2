import { createHash, pbkdf2Sync, randomBytes } from "node:crypto";
import { refusal } from "../api/api-error";

/** An AES-256 key: 32 bytes. */
const keyBytes = 32;

/**
 * The id of a key as the backup client prints it, 32 bytes in hexadecimal: SHA-256 over a fixed text's SHA-256 and an
 * id key, which PBKDF2 (HMAC-SHA-256, salt `_id_key`, 10 rounds) derives from the key. Source: Proxmox Backup's
 * client-side encryption (`CryptConfig`).
 */
export function keyFingerprint(key: Buffer): string {
  const idKey = pbkdf2Sync(key, "_id_key", 10, keyBytes, "sha256");
  const label = createHash("sha256").update("Proxmox Backup Encryption Key Fingerprint").digest();
  const digest = createHash("sha256").update(label).update(idKey).digest("hex");
  return digest.replace(/(..)(?=.)/g, "$1:");
}

/** A new key file without passphrase, as `proxmox-backup-client key create --kdf none` makes it. */
export function generateKeyFile(now: Date = new Date()): string {
  const key = randomBytes(keyBytes);
  return JSON.stringify({
    kdf: null,
    created: now.toISOString(),
    modified: now.toISOString(),
    data: key.toString("base64"),
    fingerprint: keyFingerprint(key),
  });
}

/**
 * What `storage.cfg` keeps of a key file: its fingerprint, or `1` when it has none.
 * Beyond the product, which only looks for `data` here, a key is refused that the backup client could not load at the
 * first backup: one with a passphrase, of another length, or with a fingerprint that is not its own.
 *
 * @throws ApiError 500; no text of it holds any of the key
 */
export function keyReference(keyFile: string): string {
  const { kdf, data, fingerprint } = parseKeyFile(keyFile);
  if (kdf !== undefined && kdf !== null)
    throw refusal(
      "encryption key is protected by a passphrase, only a key of 'kdf none' can be used by a storage",
    );
  const key = Buffer.from(String(data), "base64");
  if (key.length !== keyBytes)
    throw refusal(`encryption key has ${key.length} bytes, exactly ${keyBytes} are needed`);
  if (fingerprint === undefined || fingerprint === null) return "1";
  if (fingerprint !== keyFingerprint(key))
    throw refusal(
      `KeyConfig contains wrong fingerprint, contained key has fingerprint ${keyFingerprint(key)}`,
    );
  return keyFingerprint(key);
}

function parseKeyFile(keyFile: string): Record<string, unknown> {
  const invalid = refusal("Value does not seems like a valid, JSON formatted encryption key!");
  try {
    const parsed: unknown = JSON.parse(keyFile);
    if (typeof parsed === "object" && parsed !== null && "data" in parsed) return { ...parsed };
  } catch {
    throw invalid;
  }
  throw invalid;
}
