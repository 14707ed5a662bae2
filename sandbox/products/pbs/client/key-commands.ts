import * as fs from "node:fs";
import * as path from "node:path";

import { type Command, type CommandGroup } from "../command-line/command";
import { outputFormat, printObject, type Row } from "../command-line/output";
import { secretMode } from "../config/atomic-write";
import {
  createKey,
  derivationNames,
  type DerivationName,
  nameOf,
  parseKey,
} from "../crypt/key-config";
import { reasonOf } from "../schema/parameter-error";
import { oneOf, text } from "../schema/scalars";
import { defaultKeyFile } from "./crypto";
import { type Surroundings } from "./surroundings";

/** `key`: as far as it works without a terminal. */
export function keyCommands(surroundings: Surroundings): CommandGroup {
  const create: Command = {
    description: "Create a new encryption key.",
    positional: ["path"],
    parameters: {
      path: {
        schema: text(
          "Output file. Without this the key will become the new default encryption key.",
        ),
      },
      kdf: {
        schema: {
          ...text("Key derivation function", { format: oneOf(...derivationNames) }),
          default: "scrypt",
        },
      },
      hint: { schema: text("Password hint.", { min: 1, max: 64 }) },
    },
    execute(values, context) {
      const kdf = String(values["kdf"] ?? "scrypt") as DerivationName;
      if (kdf !== "none") throw new Error("unable to read passphrase - no tty");
      if (values["hint"] !== undefined) throw new Error("password hint not allowed for Kdf::None");
      const file = String(values["path"] ?? defaultKeyFile(surroundings));
      store(file, JSON.stringify(createKey(kdf, "", context.now())));
      return undefined;
    },
  };
  const show: Command = {
    description: "Print the encryption key's metadata.",
    positional: ["path"],
    parameters: {
      path: { schema: text("Key file. Without this the default key's metadata will be shown.") },
      ...outputFormat,
    },
    execute(values, context) {
      const file = String(values["path"] ?? defaultKeyFile(surroundings));
      if (values["path"] === undefined && !fs.existsSync(file)) {
        throw new Error("no encryption file provided and no default file found");
      }
      printObject(context, values, describe(file));
      return undefined;
    },
  };
  return { commands: { create, show } };
}

/** The path is shown in quotes, in JSON too: the product prints its debug form. */
function describe(file: string): Row {
  const { kdf, created, modified, fingerprint, hint } = parseKey(fs.readFileSync(file, "utf8"));
  return {
    path: JSON.stringify(file),
    kdf: nameOf(kdf),
    created: Date.parse(created) / 1000,
    modified: Date.parse(modified) / 1000,
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(hint === undefined ? {} : { hint }),
  };
}

function store(file: string, content: string): void {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content, { flag: "wx", mode: secretMode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "EEXIST" ? "File exists (os error 17)" : reasonOf(error);
    throw new Error(`Unable to store key file "${file}" - ${reason}`);
  }
}
