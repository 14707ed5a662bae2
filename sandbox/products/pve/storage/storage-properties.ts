import { formats } from "../schema/formats";
import { propertyStringFormat, pruneBackups } from "../schema/property-string";
import type { Schema } from "../schema/schema";
import { storageTypes } from "./storage-types";

/** The storage's id, of every endpoint below `/storage/{storage}`. */
export const storageId: Schema = {
  storage: { type: "string", format: formats.storageId, required: true },
};

/** What may be changed later (PVE API schema, `PUT /storage/{storage}`). */
const mutable: Schema = {
  content: { type: "string", format: formats.contentList },
  disable: { type: "boolean" },
  "encryption-key": { type: "string" },
  fingerprint: { type: "string", pattern: /^(?:[A-Fa-f0-9]{2}:){31}[A-Fa-f0-9]{2}$/ },
  "master-pubkey": { type: "string" },
  "max-protected-backups": { type: "integer", minimum: -1 },
  namespace: { type: "string" },
  nodes: { type: "string", format: formats.nodeList },
  password: { type: "string", maxLength: 256 },
  port: { type: "integer", minimum: 1, maximum: 65535 },
  "prune-backups": { type: "string", format: propertyStringFormat(pruneBackups) },
  // Other types of storage may change it, so the schema lets it through and the type refuses it.
  server: { type: "string", format: formats.storageServer },
  shared: { type: "boolean" },
  username: { type: "string" },
};

/** `POST /storage`: the properties of the types served here. */
export const storageCreation: Schema = {
  ...storageId,
  type: { type: "string", enum: Object.keys(storageTypes), required: true },
  ...mutable,
  datastore: { type: "string" },
  path: { type: "string", format: formats.absolutePath },
};

/** `PUT /storage/{storage}`. */
export const storageUpdate: Schema = {
  ...storageId,
  ...mutable,
  delete: { type: "string", format: formats.configurationIdList, maxLength: 4096 },
  digest: { type: "string", maxLength: 64 },
};
