import { randomUUID } from "node:crypto";
import * as path from "node:path";

import { type Command, type Context } from "../command-line/command";
import { outputFormat } from "../command-line/output";
import { readConfig, writeConfig } from "../config/config-file";
import { withLocks } from "../config/lock";
import { type Section } from "../config/section-config";
import { newSection } from "../objects/crud";
import { keepNames } from "../objects/keep-options";
import { pruneJob } from "../objects/prune-job";
import { parameterError, reasonOf } from "../schema/parameter-error";
import { flag } from "../schema/scalars";
import { type Values } from "../schema/schema";
import { createState } from "../tasks/job-state";
import { reportTask, runTask } from "../tasks/task";
import { checkEmpty, createChunkStore, openChunkStore } from "./chunk-store";
import { absolutePath, datastore } from "./datastore";
import { checkNotNested } from "./nesting";
import {
  datastoreNameSchema,
  datastoreProperties,
  legacyPruneProperties,
  readTuning,
} from "./properties";
import { checkNotInUse, markInUse, s3Backend } from "./s3-backend";

/** `datastore create NAME PATH …`: makes the directory in a task and adds the configuration. */
export const createDatastore: Command = {
  description: "Create new datastore config.",
  positional: ["name", "path"],
  parameters: {
    name: { schema: datastoreNameSchema, required: true },
    ...datastoreProperties,
    "reuse-datastore": { schema: flag("Re-use existing datastore directory.", false) },
    "overwrite-in-use": {
      schema: flag("Overwrite in use marker (S3 backed datastores only).", false),
    },
    ...outputFormat,
  },
  throughDaemon: true,
  execute: (given, context) =>
    withLocks([datastore.file.lock, pruneJob.file.lock], async () => {
      const id = String(given["name"]);
      const { sections } = readConfig(datastore.file);
      if (sections.some((other) => other.id === id)) throw datastore.duplicate(id);
      checkPath(given);
      const job = defaultPruneJob(id, given);
      const section = newSection(datastore, id, withoutRetention(given));
      const bucket = await s3Backend(section);
      const task = await runTask(context, "create-datastore", id, async (log) => {
        readTuning(section.values["tuning"]);
        checkPlace(section, sections);
        if (bucket !== undefined && given["overwrite-in-use"] !== true) await checkNotInUse(bucket);
        make(section, given["reuse-datastore"] === true && bucket === undefined, log);
        if (bucket !== undefined) await markInUse(bucket);
        log(atimeCheck(section));
        writeConfig(datastore.file, [...sections, taken(section, given, bucket !== undefined)]);
        createState("garbage_collection", id, context.now());
        if (job !== undefined) addPruneJob(job, context, log);
      });
      reportTask(context, given, task);
      return undefined;
    }),
};

function checkPath(given: Values): void {
  const directory = String(given["path"]);
  const removable = given["backing-device"] !== undefined;
  if (directory.startsWith("/") !== removable) return;
  const expected = removable ? "a relative on-device path" : "an absolute path";
  throw parameterError("path", `expected ${expected}, '${directory}' is not`);
}

/** @throws Error for the root directory, or one inside or around another datastore's. */
function checkPlace(section: Section, others: readonly Section[]): void {
  if (path.resolve(absolutePath(section)) === "/") {
    throw new Error("cannot create datastore in root path");
  }
  try {
    checkNotNested(section, others);
  } catch (error) {
    throw parameterError("path", reasonOf(error));
  }
}

function make(section: Section, reuse: boolean, log: (line: string) => void): void {
  const directory = absolutePath(section);
  if (reuse) return openChunkStore(directory);
  checkEmpty(directory);
  createChunkStore(section.id, directory, log);
}

/**
 * One that is taken up from a bucket is closed until its cache is filled, which is at the end of this task, and open
 * then, whatever was asked for.
 */
function taken(section: Section, given: Values, fromBucket: boolean): Section {
  if (!fromBucket || given["reuse-datastore"] !== true) return section;
  const { "maintenance-mode": _, ...values } = section.values;
  return { ...section, values };
}

function atimeCheck({ values }: Section): string {
  const checked = readTuning(values["tuning"])["gc-atime-safety-check"] !== false;
  return `Access time update check ${checked ? "successful" : "skipped"}.`;
}

/** The job the product makes of a prune schedule; its random name is cut to 32 characters. */
function defaultPruneJob(store: string, given: Values): Section | undefined {
  const schedule = given["prune-schedule"];
  if (schedule === undefined) return undefined;
  const kept = keepNames.flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const known = readConfig(pruneJob.file).sections.some(({ values }) => values["store"] === store);
  if (known && kept.length === 0) return undefined;
  return {
    type: pruneJob.section,
    id: `default-${store}-${randomUUID()}`.slice(0, 32),
    values: { ...Object.fromEntries(kept), store, schedule },
  };
}

function addPruneJob(job: Section, context: Context, log: (line: string) => void): void {
  writeConfig(pruneJob.file, [...readConfig(pruneJob.file).sections, job]);
  createState("prunejob", job.id, context.now());
  log(`Prune job created: ${job.id}`);
}

function withoutRetention(given: Values): Values {
  return Object.fromEntries(
    Object.entries(given).filter(([name]) => !Object.hasOwn(legacyPruneProperties, name)),
  );
}
