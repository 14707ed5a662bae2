import { randomBytes } from "node:crypto";
import { keyBytes, type KeyForm, slowFingerprint } from "./key-form";

/** The password that Veeam derives its AES-256 keys from: 256 random bits in letters, digits, `-` and `_`. */
export const veeamPassword: KeyForm = {
  make: () => randomBytes(keyBytes).toString("base64url"),
  fingerprint: (key) => slowFingerprint("veeam-password", key),
};
