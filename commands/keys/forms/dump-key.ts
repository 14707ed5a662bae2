import { randomBytes } from "node:crypto";
import { keyBytes, type KeyForm, slowFingerprint } from "./key-form";

/** The password of a restic repository of dumps, from which restic derives the key of its keys: 256 random bits in Base64. */
export const dumpKey: KeyForm = {
  make: () => randomBytes(keyBytes).toString("base64"),
  fingerprint: (key) => slowFingerprint("dump-key", key),
};
