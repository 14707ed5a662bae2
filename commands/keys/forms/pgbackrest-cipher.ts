import { randomBytes } from "node:crypto";
import { type KeyForm, slowFingerprint } from "./key-form";

/** Bytes behind a passphrase, as pgBackRest's user guide makes one: `openssl rand -base64 48`. */
const passphraseBytes = 48;

/** The passphrase of a pgBackRest repository (`repo-cipher-pass`), from which it derives AES-256 keys. */
export const pgBackRestCipher: KeyForm = {
  make: () => randomBytes(passphraseBytes).toString("base64"),
  fingerprint: (key) => slowFingerprint("pgbackrest-cipher", key),
};
