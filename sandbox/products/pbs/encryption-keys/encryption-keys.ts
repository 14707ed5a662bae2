import * as path from "node:path";

import { type Endpoint } from "../api/endpoint";
import { anybody, privilege } from "../api/permission";
import { type Json } from "../command-line/command";
import { secretMode, writeAtomically } from "../config/atomic-write";
import { type ConfigFile, readConfig, writeConfig } from "../config/config-file";
import { withLocks } from "../config/lock";
import { configDirectory, underRoot } from "../config/root";
import { createKey, type KeyConfig, parseKey, unlock } from "../crypt/key-config";
import { nameSchema } from "../schema/formats";
import { reasonOf } from "../schema/parameter-error";
import { integer, text } from "../schema/scalars";
import { type Values } from "../schema/schema";

const idSchema = nameSchema("Encryption key ID.");

const file: ConfigFile = {
  name: "encryption-keys.cfg",
  lock: ".encryption-keys.lck",
  sections: {
    "sync-key": {
      id: idSchema,
      properties: {
        created: { schema: integer("Creation time (epoch)."), required: true },
        modified: { schema: integer("Modification time (epoch)."), required: true },
        fingerprint: { schema: text("Key fingerprint.") },
      },
    },
  },
};

const base = "/config/encryption-keys";

/**
 * Keys that the server itself holds for sync jobs that encrypt, as far as they are made and listed; nothing archives or
 * removes one. The command line does not know them.
 */
export const encryptionKeyEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: base,
    description: "List configured encryption keys.",
    permission: anybody,
    parameters: {},
    handle(_values, caller) {
      const { sections, digest } = readConfig(file);
      const data = sections
        .filter(({ id }) => caller.hasAny(`/system/encryption-keys/${id}`, ["Sys.Audit"]))
        .map(({ id, values: key }) => ({ id, ...key }));
      return { data, digest };
    },
  },
  {
    method: "POST",
    path: base,
    description: "Create new encryption key instance or use the provided one.",
    permission: privilege("/system/encryption-keys", "Sys.Modify"),
    parameters: {
      id: { schema: idSchema, required: true },
      key: { schema: text("Use provided key instead of creating new one.") },
    },
    handle: (values, caller) =>
      withLocks([file.lock], () => {
        const id = String(values["id"]);
        const key =
          values["key"] === undefined
            ? createKey("none", "", caller.now())
            : provided(String(values["key"]));
        const { sections } = readConfig(file);
        if (sections.some((section) => section.id === id)) {
          throw new Error(`key with id '${id}' already exists.`);
        }
        writeAtomically(keyFile(id), JSON.stringify(key), secretMode);
        writeConfig(file, [...sections, { type: "sync-key", id, values: summary(key) }]);
        return { data: { ...key } as unknown as Json };
      }),
  },
];

function provided(text: string): KeyConfig {
  const key = attempt("failed to parse provided key", () => parseKey(text));
  if (key.kdf !== null) throw new Error("protected keys not supported");
  attempt("failed to load provided key", () => unlock(key, () => ""));
  return key;
}

function attempt<T>(failure: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`${failure}: ${reasonOf(error)}`);
  }
}

function summary({ created, modified, fingerprint }: KeyConfig): Values {
  const seconds = (time: string) => Math.floor(Date.parse(time) / 1000);
  return {
    created: seconds(created),
    modified: seconds(modified),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}

function keyFile(id: string): string {
  return underRoot(path.join(configDirectory, "encryption-keys", `${id}.enc`));
}
