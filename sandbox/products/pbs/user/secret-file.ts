import { createHash, randomBytes, scryptSync } from "node:crypto";
import * as path from "node:path";

import { readOptional, writeAtomically } from "../config/atomic-write";
import { configDirectory, underRoot } from "../config/root";

/** The product's files of hashed secrets: `{"ID": "HASH"}`. */
export type SecretFile = "token.shadow" | "shadow.json";

const keyLength = 32;

/** Keeps the hash of a secret. The caller holds the lock of the users. */
export function storeSecret(file: SecretFile, id: string, secret: string): void {
  const salt = randomBytes(12).toString("base64url");
  const hash = scryptSync(secret, salt, keyLength).toString("base64url");
  write(file, { ...read(file), [id]: `$scrypt$${salt}$${hash}` });
}

/** Forgets a secret. */
export function removeSecret(file: SecretFile, id: string): void {
  const left = Object.entries(read(file)).filter(([name]) => name !== id);
  write(file, Object.fromEntries(left));
}

/** Secrets that were right, as hashes over them and what was kept: a client asks many times a second. */
const known = new Set<string>();

/** Whether `secret` is the one kept for `id`. */
export function verifySecret(file: SecretFile, id: string, secret: string): boolean {
  const kept = read(file)[id] ?? "";
  const proof = createHash("sha256").update(kept).update("\0").update(secret).digest("base64");
  if (known.has(proof)) return true;
  const [, , salt = "", hash] = kept.split("$");
  const isRight = hash === scryptSync(secret, salt, keyLength).toString("base64url");
  if (isRight) known.add(proof);
  return isRight;
}

function read(file: SecretFile): Readonly<Record<string, string>> {
  return JSON.parse(readOptional(locate(file), "{}")) as Record<string, string>;
}

function write(file: SecretFile, secrets: Readonly<Record<string, string>>): void {
  writeAtomically(locate(file), JSON.stringify(secrets), 0o600);
}

function locate(file: SecretFile): string {
  return underRoot(path.join(configDirectory, file));
}
