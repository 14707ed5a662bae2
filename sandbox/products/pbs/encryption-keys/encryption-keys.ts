import * as fs from "node:fs";
import * as path from "node:path";

import { type Endpoint } from "../api/endpoint";
import { anybody, privilege } from "../api/permission";
import { type Json } from "../command-line/command";
import { secretMode, writeAtomically } from "../config/atomic-write";
import {
  checkDigest,
  type ConfigFile,
  readConfig,
  withSection,
  writeConfig,
} from "../config/config-file";
import { withLocks } from "../config/lock";
import { configDirectory, underRoot } from "../config/root";
import { createKey, type KeyConfig, parseKey, unlock } from "../crypt/key-config";
import { syncJob } from "../objects/sync-job";
import { digestSchema, nameSchema } from "../schema/formats";
import { reasonOf } from "../schema/parameter-error";
import { flag, integer, text } from "../schema/scalars";
import { type Properties, type Values } from "../schema/schema";

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
        "archived-at": { schema: integer("When the key was archived (epoch).") },
      },
    },
  },
};

const item: Properties = {
  id: { schema: idSchema, required: true },
  digest: { schema: digestSchema },
};

const base = "/config/encryption-keys";
const mayChange = privilege("/system/encryption-keys/{id}", "Sys.Modify");

/** Keys that the server itself holds for sync jobs that encrypt. The command line does not know them. */
export const encryptionKeyEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: base,
    description: "List configured encryption keys.",
    permission: anybody,
    parameters: {
      "include-archived": { schema: flag("List also keys which have been archived.", false) },
    },
    handle(values, caller) {
      const { sections, digest } = readConfig(file);
      const data = sections
        .filter(({ values: key }) => values["include-archived"] === true || !isArchived(key))
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
  {
    method: "POST",
    path: `${base}/{id}`,
    description:
      "Toggle the archive state for the key by given id, archived keys are no longer usable to encrypt contents.",
    permission: mayChange,
    parameters: item,
    handle: (values, caller) =>
      change(values, (sections, section) => {
        const { "archived-at": archived, ...rest } = section.values;
        if (archived === undefined) checkUnused(section.id, false);
        const now = Math.floor(caller.now().getTime() / 1000);
        const changed = archived === undefined ? { ...rest, "archived-at": now } : rest;
        return withSection(sections, { ...section, values: changed });
      }),
  },
  {
    method: "DELETE",
    path: `${base}/{id}`,
    description: "Remove encryption key.",
    permission: mayChange,
    parameters: item,
    handle: (values) =>
      change(values, (sections, { id }) => {
        checkUnused(id, true);
        fs.rmSync(keyFile(id), { force: true });
        return sections.filter((section) => section.id !== id);
      }),
  },
];

type Sections = ReturnType<typeof readConfig>["sections"];

function change(values: Values, work: (sections: Sections, found: Sections[number]) => Sections) {
  return withLocks([file.lock], () => {
    const { sections, digest } = readConfig(file);
    checkDigest(values["digest"], digest);
    const found = sections.find(({ id }) => id === values["id"]);
    if (found === undefined) throw new Error(`no such sync-key '${String(values["id"])}'`);
    writeConfig(file, work(sections, found));
    return { data: null };
  });
}

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

function isArchived(values: Values): boolean {
  return values["archived-at"] !== undefined;
}

function checkUnused(id: string, associated: boolean): void {
  const jobs = readConfig(syncJob.file)
    .sections.filter(({ values }) => {
      const others = [values["associated-key"] ?? []].flat();
      return values["active-encryption-key"] === id || (associated && others.includes(id));
    })
    .map((job) => job.id);
  if (jobs.length === 0) return;
  const plural = jobs.length > 1 ? "s" : "";
  throw new Error(`encryption key in use by sync job${plural}: '${jobs.join(", ")}'`);
}

function keyFile(id: string): string {
  return underRoot(path.join(configDirectory, "encryption-keys", `${id}.enc`));
}
