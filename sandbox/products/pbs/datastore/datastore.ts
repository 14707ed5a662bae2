import { type ConfigFile, readConfig } from "../config/config-file";
import { type Section } from "../config/section-config";
import { doesNotExist, duplicateParameter, lookUp, type ObjectType } from "../objects/object-type";
import { parameterError } from "../schema/parameter-error";
import { parsePropertyString } from "../schema/property-string";
import { type Value, type Values } from "../schema/schema";
import {
  datastoreNameSchema,
  datastoreProperties,
  legacyPruneProperties,
  maintenanceMode,
} from "./properties";

const file: ConfigFile = {
  name: "datastore.cfg",
  lock: ".datastore.lck",
  sections: { datastore: { id: datastoreNameSchema, properties: datastoreProperties } },
};

/** Datastores. Path, backing device and backend are fixed at creation. */
export const datastore: ObjectType = {
  file,
  section: "datastore",
  idName: "name",
  idSchema: datastoreNameSchema,
  noun: "datastore",
  properties: datastoreProperties,
  columns: ["name", "path", "comment"],
  jobState: "garbage_collection",
  duplicate: duplicateParameter("name", "datastore"),
  missing: doesNotExist("datastore"),
  checkUpdate(_values, given) {
    const legacy = Object.keys(legacyPruneProperties).find((name) => given[name] !== undefined);
    if (legacy === undefined) return;
    throw parameterError(legacy, "datastore prune settings have been replaced by prune jobs");
  },
};

/** Where a datastore's content lies; removable ones are mounted below /mnt/datastore. */
export function absolutePath({ id, values }: Section): string {
  return values["backing-device"] === undefined ? String(values["path"]) : `/mnt/datastore/${id}`;
}

const refusals: Readonly<Record<string, string>> = {
  "read-only": "read-only maintenance mode: ",
  offline: "offline maintenance mode: ",
  delete: "datastore is being deleted",
  unmount: "datastore is being unmounted",
  "s3-refresh": "S3 refresh maintenance mode: ",
};

/** A datastore whose content may be changed. @throws Error if there is none or not at this moment */
export function openForWrite(name: string): Section {
  const store = lookUp(datastore, readConfig(file).sections, name);
  checkWritable(store);
  return store;
}

/** A datastore whose content may be read. @throws Error if there is none or not at this moment */
export function openForRead(name: string): Section {
  const store = lookUp(datastore, readConfig(file).sections, name);
  checkMode(store, (type) => type === "read-only");
  return store;
}

/** Refuses to change the content of a datastore in maintenance. @throws Error */
export function checkWritable(store: Section): void {
  checkMode(store, () => false);
}

function checkMode({ id, values }: Section, isAllowed: (type: string) => boolean): void {
  const { type, message = "" } = readMode(values["maintenance-mode"]);
  if (type === undefined || isAllowed(String(type))) return;
  const refusal = refusals[String(type)] ?? "";
  const reason = refusal.endsWith(": ") ? refusal + String(message) : refusal;
  throw new Error(`datastore '${id}' is unavailable: ${reason}`);
}

/** What cannot be read closes nothing: `create` takes any word. */
function readMode(mode: Value | undefined): Values {
  try {
    return mode === undefined ? {} : parsePropertyString(maintenanceMode, String(mode));
  } catch {
    return {};
  }
}
