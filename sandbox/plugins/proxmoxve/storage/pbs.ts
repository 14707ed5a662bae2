import { boolean, commaList, decodeFields, encodeFields, type FieldTable, text } from "../codecs";
import { CallError, type CallParameters, type PveConnection } from "../connection";
import { declaredProperties, omit, pick } from "../property-selection";
import { readBack } from "../read-back";
import type { Properties, ResourceState, ResourceType } from "../../protocol/resource-type";
import { applyRules, conflict, oneOf, type Rule, within } from "../rules";
import { backupsRules, decodeBackups, encodeBackups } from "./backups";

/** What can be changed in place. */
const mutableFields: FieldTable = {
  contents: { api: "content", codec: commaList },
  disable: { api: "disable", codec: boolean },
  fingerprint: { api: "fingerprint", codec: text },
  nodes: { api: "nodes", codec: commaList },
};

/** What the server answers, fixed or not. */
const readableFields: FieldTable = {
  ...mutableFields,
  datastore: { api: "datastore", codec: text },
  namespace: { api: "namespace", codec: text },
  server: { api: "server", codec: text },
  username: { api: "username", codec: text },
};

const secretFields: FieldTable = {
  encryptionKey: { api: "encryption-key", codec: text },
  password: { api: "password", codec: text },
};

/** What the server never answers; the state is the only place that knows. */
const writeOnly = ["password", "encryptionKey", "generateEncryptionKey"] as const;

/** What only the server says. */
const outputsOnly = ["encryptionKeyFingerprint", "generatedEncryptionKey", "shared"];

/** Inputs the server fills in where the program leaves them out. */
const computed = ["contents", "nodes"];

/** Source: bpg provider documentation, `proxmox_storage_pbs`. */
const rules: readonly Rule[] = [
  conflict("encryptionKey", "generateEncryptionKey"),
  oneOf("contents", ["backup", "images", "import", "iso", "rootdir", "snippets", "vztmpl"]),
  within("backups", backupsRules),
];

/** `proxmoxve.storage.Pbs`: a Proxmox Backup Server as storage of the cluster. Its id is the storage's. */
export const pbs: ResourceType<PveConnection> = {
  token: "proxmoxve:storage/pbs:Pbs",
  replaceOn: [
    "resourceId",
    "server",
    "datastore",
    "username",
    "password",
    "namespace",
    "encryptionKey",
    "generateEncryptionKey",
  ],
  secretOutputs: ["password", "encryptionKey", "generatedEncryptionKey"],
  defaults: { disable: false },
  sets: ["contents", "nodes"],
  check: (inputs) => applyRules(rules, inputs),
  async create(pve, inputs) {
    const id = String(inputs["resourceId"]);
    const answer = (await pve.call("POST", "/storage", {
      storage: id,
      type: "pbs",
      ...encodeFields(readableFields, withoutEmptyLists(inputs)),
      ...encodeBackups(inputs["backups"] as Properties | undefined),
      ...encodeSecrets(inputs),
    })) as { readonly config?: Properties };
    const generated = inputs["generateEncryptionKey"] === true;
    const key = generated ? { generatedEncryptionKey: answer.config?.["encryption-key"] } : {};
    const kept = { ...pick(inputs, writeOnly), ...key };
    return readBack(state(pve, id, kept), { id, outputs: { ...inputs, ...kept } });
  },
  async read(pve, id, prior, declared) {
    const kept = pick({ ...declared, ...prior }, [...writeOnly, "generatedEncryptionKey"]);
    const found = await ifPresent(state(pve, id, kept));
    if (found === undefined) return undefined;
    const inputs = omit(found.outputs, outputsOnly);
    return { ...found, inputs: declaredProperties(inputs, declared, computed) };
  },
  async update(pve, id, prior, inputs) {
    // What is no longer declared is not sent: as with the official provider it keeps its value on the server.
    await pve.call("PUT", storagePath(id), {
      ...encodeFields(mutableFields, withoutEmptyLists(inputs)),
      ...encodeBackups(inputs["backups"] as Properties | undefined),
    });
    const kept = pick(prior, [...writeOnly, "generatedEncryptionKey"]);
    return readBack(state(pve, id, kept), { id, outputs: { ...prior, ...inputs } });
  },
  async delete(pve, id) {
    await ifPresent(pve.call("DELETE", storagePath(id)));
  },
};

function storagePath(id: string): string {
  return `/storage/${encodeURIComponent(id)}`;
}

function encodeSecrets(inputs: Properties): CallParameters {
  const generated = inputs["generateEncryptionKey"] === true ? { encryptionKey: "autogen" } : {};
  return encodeFields(secretFields, { ...inputs, ...generated });
}

async function state(pve: PveConnection, id: string, kept: Properties): Promise<ResourceState> {
  const answer = (await pve.call("GET", storagePath(id))) as Properties;
  const backups = decodeBackups(answer);
  const fingerprint = answer["encryption-key"];
  return {
    id,
    outputs: {
      resourceId: id,
      nodes: [],
      disable: false,
      ...decodeFields(readableFields, answer),
      shared: Number(answer["shared"]) === 1,
      ...(backups === undefined ? {} : { backups }),
      ...(fingerprint === undefined ? {} : { encryptionKeyFingerprint: fingerprint }),
      ...kept,
    },
  };
}

/** PVE says of a storage it does not have that it does not exist, with status 500. */
async function ifPresent<Result>(result: Promise<Result>): Promise<Result | undefined> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof CallError && error.status === 500 && / does not exist/.test(error.message))
      return undefined;
    throw error;
  }
}

/** An empty list is not sent, so it changes nothing. */
function withoutEmptyLists(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  );
}
