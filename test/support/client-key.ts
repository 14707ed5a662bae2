import { createHash, pbkdf2Sync } from "node:crypto";

/** A client key file whose key is one byte over and over. */
export function keyFile(byte: number, hint?: string): string {
  const data = Buffer.alloc(32, byte).toString("base64");
  return JSON.stringify({ kdf: null, data, fingerprint: fingerprint(byte), hint });
}

/** Computed apart from the component, by the formula of the backup client's documentation. */
export function fingerprint(byte: number): string {
  const sha256 = (...parts: readonly (string | Buffer)[]) =>
    parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
  const idKey = pbkdf2Sync(Buffer.alloc(32, byte), "_id_key", 10, 32, "sha256");
  const digest = sha256(sha256("Proxmox Backup Encryption Key Fingerprint"), idKey);
  return [...digest].map((one) => one.toString(16).padStart(2, "0")).join(":");
}
