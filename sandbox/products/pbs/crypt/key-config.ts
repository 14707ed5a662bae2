import { pbkdf2Sync, randomBytes, scryptSync } from "node:crypto";

import { CryptConfig, ivLength, keyLength, open, seal } from "./crypt-config";

/** How a passphrase protects a key: none, or a derivation with its parameters. */
export type Derivation =
  | null
  | {
      readonly Scrypt: {
        readonly n: number;
        readonly r: number;
        readonly p: number;
        readonly salt: string;
      };
    }
  | { readonly PBKDF2: { readonly iter: number; readonly salt: string } };

/** The names of the derivations, as `--kdf` takes them. */
export const derivationNames = ["none", "scrypt", "pbkdf2"] as const;
export type DerivationName = (typeof derivationNames)[number];

/** A key file: JSON in this form (pbs-key-config). */
export interface KeyConfig {
  readonly kdf: Derivation;
  /** RFC 3339. */
  readonly created: string;
  readonly modified: string;
  /** Base64: the key, or vector, tag and encrypted key. */
  readonly data: string;
  readonly fingerprint?: string;
  readonly hint?: string;
}

/** The product's limit for OpenSSL's scrypt, in bytes. */
const scryptMemory = 1025 * 1024 * 1024;

/** A new key; with a passphrase unless the derivation is `none`. */
export function createKey(kdf: DerivationName, passphrase: string, now: Date): KeyConfig {
  const key = randomBytes(keyLength);
  const created = now.toISOString().replace(/\.\d+Z$/, "Z");
  const derivation = derivationOf(kdf);
  return {
    kdf: derivation,
    created,
    modified: created,
    data: (derivation === null ? key : wrap(derive(derivation, passphrase), key)).toString(
      "base64",
    ),
    fingerprint: new CryptConfig(key).fingerprint,
  };
}

/** Reads a key file. @throws Error if it is none */
export function parseKey(text: string): KeyConfig {
  const parsed = JSON.parse(text) as Partial<KeyConfig>;
  for (const name of ["kdf", "created", "modified", "data"] as const) {
    if (parsed[name] === undefined) throw new Error(`missing field \`${name}\``);
  }
  return parsed as KeyConfig;
}

/**
 * The key itself.
 *
 * @param passphrase asked for only if the key has one
 * @throws Error for a wrong passphrase, or a file whose fingerprint is not its key's
 */
export function unlock(config: KeyConfig, passphrase: () => string): CryptConfig {
  const data = Buffer.from(config.data, "base64");
  const key = config.kdf === null ? data : unwrap(config, config.kdf, passphrase(), data);
  if (key.length !== keyLength) throw new Error(`got strange key length (${key.length} != 32)`);
  const crypt = new CryptConfig(key);
  const { fingerprint } = config;
  if (fingerprint === undefined || fingerprint === crypt.fingerprint) return crypt;
  throw new Error(
    `KeyConfig contains wrong fingerprint ${shortened(fingerprint)}, ` +
      `contained key has fingerprint ${shortened(crypt.fingerprint)}`,
  );
}

/** The first eight bytes, which is how messages name a key. */
export function shortened(fingerprint: string): string {
  return fingerprint.slice(0, 23);
}

/** What `--kdf` called the derivation. */
export function nameOf(kdf: Derivation): DerivationName {
  if (kdf === null) return "none";
  return "Scrypt" in kdf ? "scrypt" : "pbkdf2";
}

function derivationOf(name: DerivationName): Derivation {
  const salt = randomBytes(keyLength).toString("base64");
  if (name === "none") return null;
  return name === "scrypt"
    ? { Scrypt: { n: 65536, r: 8, p: 1, salt } }
    : { PBKDF2: { iter: 65535, salt } };
}

function derive(kdf: NonNullable<Derivation>, passphrase: string): Buffer {
  if ("Scrypt" in kdf) {
    const { n, r, p, salt } = kdf.Scrypt;
    const cost = { N: n, r, p, maxmem: scryptMemory };
    return scryptSync(passphrase, Buffer.from(salt, "base64"), keyLength, cost);
  }
  const { iter, salt } = kdf.PBKDF2;
  return pbkdf2Sync(passphrase, Buffer.from(salt, "base64"), iter, keyLength, "sha256");
}

function wrap(derived: Buffer, key: Buffer): Buffer {
  const { iv, tag, data } = seal(derived, key);
  return Buffer.concat([iv, tag, data]);
}

function unwrap(
  { hint }: KeyConfig,
  kdf: NonNullable<Derivation>,
  passphrase: string,
  data: Buffer,
): Buffer {
  if (passphrase.length < 5) throw new Error("Passphrase is too short!");
  if (data.length < 2 * ivLength) throw new Error("Unable to decrypt key - short data");
  try {
    return open(derive(kdf, passphrase), {
      iv: data.subarray(0, ivLength),
      tag: data.subarray(ivLength, 2 * ivLength),
      data: data.subarray(2 * ivLength),
    });
  } catch {
    throw new Error(
      hint === undefined
        ? "Unable to decrypt key (wrong password?)"
        : `Unable to decrypt key (password hint: ${hint})`,
    );
  }
}
