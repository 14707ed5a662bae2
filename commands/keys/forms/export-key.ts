import { randomBytes } from "node:crypto";
import { keyBytes, type KeyForm, slowFingerprint } from "./key-form";

/** The AES-256 key of exported images: 32 bytes in Base64. */
export const exportKey: KeyForm = {
  make: () => randomBytes(keyBytes).toString("base64"),
  fingerprint: (key) => slowFingerprint("export-key", key),
};
