import * as fs from "node:fs";
import * as path from "node:path";

import { type Context } from "../command-line/command";
import { type CryptMode } from "../data/blob";
import { type CryptConfig } from "../crypt/crypt-config";
import { parseKey, shortened, unlock } from "../crypt/key-config";
import { oneOf, text } from "../schema/scalars";
import { type Properties, type Values } from "../schema/schema";
import { reasonOf } from "../schema/parameter-error";
import { secretFrom } from "./secrets";
import { type Surroundings } from "./surroundings";

/** The parameters that say whether and with which key something is encrypted. */
export const cryptoParameters: Properties = {
  keyfile: {
    schema: text("Path to encryption key. All data will be encrypted using this key."),
  },
  "crypt-mode": {
    schema: text(
      "Defines whether data is encrypted (using an AEAD cipher), only signed, or neither.",
      {
        format: oneOf("none", "encrypt", "sign-only"),
      },
    ),
  },
};

/** A way of keeping data, and the key for it. */
export interface Crypto {
  readonly mode: CryptMode;
  readonly crypt?: CryptConfig;
}

/** Where a key lies that is used without being named. */
export function defaultKeyFile({ environment }: Surroundings): string {
  const home = environment["HOME"] ?? "/root";
  const configuration = environment["XDG_CONFIG_HOME"] ?? path.join(home, ".config");
  return path.join(configuration, "proxmox-backup", "encryption-key.json");
}

/**
 * The key of `--keyfile`, or else the default key if there is one: with it everything is encrypted
 * unless `--crypt-mode` says otherwise.
 *
 * @throws Error for a key that is missing, damaged or not wanted
 */
export function cryptoOf(values: Values, context: Context, surroundings: Surroundings): Crypto {
  const mode = values["crypt-mode"] as CryptMode | undefined;
  const named = values["keyfile"];
  if (mode === "none") {
    if (named === undefined) return { mode };
    throw new Error("--crypt-mode=none and --keyfile/--keyfd are mutually exclusive");
  }
  const fallback = defaultKeyFile(surroundings);
  const file = named ?? (fs.existsSync(fallback) ? fallback : undefined);
  if (file !== undefined) {
    return { mode: mode ?? "encrypt", crypt: load(String(file), context, surroundings) };
  }
  if (mode === undefined) return { mode: "none" };
  throw new Error("--crypt-mode without --keyfile and no default key file available");
}

function load(file: string, context: Context, surroundings: Surroundings): CryptConfig {
  const crypt = unlock(read(file), () => {
    const passphrase = secretFrom(surroundings, "PBS_ENCRYPTION_PASSWORD");
    if (passphrase !== undefined) return passphrase;
    throw new Error("no password input mechanism available");
  });
  context.err(`Using encryption key from '${file}'..\n`);
  context.err(`Encryption key fingerprint: ${shortened(crypt.fingerprint)}\n`);
  return crypt;
}

function read(file: string) {
  try {
    return parseKey(fs.readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`unable to read key file "${file}" - ${reasonOf(error)}`);
  }
}
