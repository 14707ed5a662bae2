import { type Command } from "../command-line/command";
import { outputFormat, printRows } from "../command-line/output";
import { type ConfigFile, readConfig } from "../config/config-file";
import {
  authIdSchema,
  commentSchema,
  nameSchema,
  namespaceSchema,
  reducedMaxDepthSchema,
  scheduleSchema,
} from "../schema/formats";
import { flag, integer, oneOf, text, variants } from "../schema/scalars";
import { list, type Value, type Values } from "../schema/schema";
import { groupFilterFormat, storedGroupFilter } from "./group-filter";
import {
  doesNotExist,
  duplicateParameter,
  type ObjectProperties,
  type ObjectProperty,
  type ObjectType,
  trimmedComment,
} from "./object-type";
import { rateProperties } from "./rate-limits";
import { rowOf } from "./row";

const maxNamespaceDepth = 7;

const optionalFlag = (description: string, byDefault?: boolean): ObjectProperty => ({
  schema: flag(description, byDefault),
  deletable: true,
});

const encryptionKeySchema = nameSchema("ID to uniquely identify encryption/decription key");

const properties: ObjectProperties = {
  store: { schema: nameSchema("Datastore name."), required: true },
  remote: { schema: nameSchema("Remote ID."), deletable: true },
  "remote-store": { schema: nameSchema("Datastore name."), required: true },
  owner: { schema: authIdSchema, deletable: true },
  comment: { schema: commentSchema, deletable: true, updated: trimmedComment },
  schedule: { schema: scheduleSchema("Run sync job at specified schedule."), deletable: true },
  "remove-vanished": optionalFlag(
    "Delete vanished backups. This removes the local copy if the remote backup was deleted.",
    false,
  ),
  "group-filter": {
    schema: list(
      "List of group filters.",
      text("Group filter based on group identifier ('group:GROUP'), group type or regex.", {
        format: groupFilterFormat,
      }),
    ),
    deletable: true,
    stored: (value) => [value].flat().map((filter) => storedGroupFilter(String(filter))),
  },
  ...rateProperties,
  ns: { schema: namespaceSchema, deletable: true },
  "remote-ns": { schema: namespaceSchema, deletable: true },
  "max-depth": { schema: reducedMaxDepthSchema, deletable: true },
  "transfer-last": {
    schema: integer("Limit transfer to last N snapshots (per group), skipping others", { min: 1 }),
    deletable: true,
  },
  "resync-corrupt": {
    schema: flag("If the verification failed for a local snapshot, try to pull it again."),
  },
  "encrypted-only": optionalFlag("Only synchronize encrypted backup snapshots, exclude others."),
  "verified-only": optionalFlag("Only synchronize verified backup snapshots, exclude others."),
  "run-on-mount": optionalFlag("Run this job when a relevant datastore is mounted."),
  "unmount-on-done": optionalFlag(
    "Unmount involved removable datastore after the sync job finishes.",
  ),
  "sync-direction": {
    schema: text("Direction of the sync job, push or pull", { format: variants("pull", "push") }),
    deletable: true,
  },
  "worker-threads": {
    schema: integer("The number of worker threads to use for the job.", { min: 1, max: 32 }),
    deletable: true,
  },
  "active-encryption-key": { schema: encryptionKeySchema, deletable: true },
  "associated-key": {
    schema: list("List of cryptographic keys associated with sync job.", encryptionKeySchema),
    deletable: true,
  },
};

const idSchema = nameSchema("Job ID.");

const file: ConfigFile = {
  name: "sync.cfg",
  lock: ".sync.lck",
  sections: { sync: { id: idSchema, properties } },
};

/** Sync jobs; without `remote` from one local datastore to another. */
export const syncJob: ObjectType = {
  file,
  section: "sync",
  idName: "id",
  idSchema,
  noun: "job",
  properties,
  columns: [
    "id",
    "sync-direction",
    "store",
    "remote",
    "remote-store",
    "schedule",
    "group-filter",
    "rate-in",
    "comment",
  ],
  jobState: "syncjob",
  duplicate: duplicateParameter("id", "job"),
  missing: doesNotExist("job"),
  checkCreate(values) {
    if (values["remote"] === undefined && values["store"] === values["remote-store"]) {
      throw new Error("source and target datastore can't be the same");
    }
    checkDirection(values);
    checkDepth(values);
  },
  checkUpdate(values, given) {
    checkDirection(given);
    if (given["unmount-on-done"] === true && values["run-on-mount"] !== true) {
      throw new Error("'unmount-on-done' can only be set when 'run-on-mount' is enabled");
    }
    checkDepth(values);
  },
};

/** `sync-job list`: pull jobs only, unless another `--sync-direction` is asked for. */
export const syncJobList: Command = {
  description: "Sync job list.",
  positional: [],
  parameters: {
    "sync-direction": {
      schema: text("The direction of the listed sync jobs: push, pull or all.", {
        format: oneOf("all", "push", "pull"),
      }),
    },
    ...outputFormat,
  },
  execute(values, context) {
    const wanted = values["sync-direction"] ?? "pull";
    const rows = readConfig(file)
      .sections.filter((section) => wanted === "all" || directionOf(section.values) === wanted)
      .map((section) => rowOf(syncJob, section));
    printRows(context, values, rows, syncJob.columns);
    return undefined;
  },
};

function directionOf(values: Values): Value {
  return values["sync-direction"] ?? "pull";
}

function checkDirection(values: Values): void {
  if (directionOf(values) === "push" && values["resync-corrupt"] !== undefined) {
    throw new Error("push jobs do not support resync-corrupt option");
  }
}

function checkDepth(values: Values): void {
  const depth = values["max-depth"];
  if (depth === undefined) return;
  for (const ns of [values["ns"], values["remote-ns"]]) {
    if (ns === undefined) continue;
    const levels = ns === "" ? 0 : String(ns).split("/").length;
    if (levels + Number(depth) <= maxNamespaceDepth) continue;
    throw new Error(
      `namespace '${String(ns)}'s depth and recursion depth exceed limit: ` +
        `${levels} + ${String(depth)} > ${maxNamespaceDepth}`,
    );
  }
}
