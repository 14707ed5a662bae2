import * as path from "node:path";

import { type Command, type CommandGroup, type Context } from "../command-line/command";
import { outputFormat, printObject, printRows, type Row, sortedRow } from "../command-line/output";
import { readOptional, writeAtomically } from "../config/atomic-write";
import { readConfig } from "../config/config-file";
import { underRoot } from "../config/root";
import { type Section } from "../config/section-config";
import { notifyEnd } from "../notifications/job-end";
import { lookUp } from "../objects/object-type";
import { type Properties, type Values } from "../schema/schema";
import { runJob } from "../tasks/job-run";
import { scheduleStatus } from "../tasks/schedule-status";
import { reportTask, type Task } from "../tasks/task";
import { absolutePath, checkWritable, datastore } from "./datastore";
import { collectGarbage, cutoffMinutes, neverRun } from "./gc-run";
import { datastoreNameSchema, readTuning } from "./properties";

const job = "garbage_collection";

const storeParameter: Properties = { store: { schema: datastoreNameSchema, required: true } };

const start: Command = {
  description: "Start garbage collection for a specific datastore.",
  positional: ["store"],
  parameters: { ...storeParameter, ...outputFormat },
  throughDaemon: true,
  async execute(given, context) {
    reportTask(context, given, await startGarbageCollection(context, lookUpStore(given)));
    return undefined;
  },
};

/** Collects a datastore's garbage in a task. @throws Error if its content may not be changed now */
export async function startGarbageCollection(context: Context, store: Section): Promise<Task> {
  checkWritable(store);
  const names = { type: job, name: store.id, worker: store.id };
  const cutoff = Number(readTuning(store.values["tuning"])["gc-atime-cutoff"] ?? cutoffMinutes);
  const task = await runJob(context, names, async (log, upid) => {
    log(`starting garbage collection on store ${store.id}`);
    const base = underRoot(absolutePath(store));
    const found = await collectGarbage(base, store.id, cutoff, context.now(), log);
    writeAtomically(statusFile(store), JSON.stringify(sortedRow({ ...found, upid })));
    log(`Removed garbage: ${found["removed-bytes"]} B`);
    log(`Removed chunks: ${found["removed-chunks"]}`);
    log(`Pending removals: ${found["pending-bytes"]} B (in ${found["pending-chunks"]} chunks)`);
    log(`Original data usage: ${found["index-data-bytes"]} B`);
    log(`On-Disk usage: ${found["disk-bytes"]} B`);
    log(`On-Disk chunks: ${found["disk-chunks"]}`);
  });
  await notifyEnd({ type: "gc", store, task }, context.now());
  return task;
}

const status: Command = {
  description: "Show garbage collection status for a specific datastore.",
  positional: ["store"],
  throughDaemon: true,
  parameters: { ...storeParameter, ...outputFormat },
  execute(given, context) {
    printObject(context, given, statusOf(lookUpStore(given)));
    return undefined;
  },
};

const list: Command = {
  description:
    "List garbage collection job status for all datastores, including datastores without gc jobs.",
  positional: [],
  parameters: outputFormat,
  execute(given, context) {
    const rows = readConfig(datastore.file).sections.map(statusOf);
    printRows(context, given, rows, [
      "store",
      "last-run-endtime",
      "removed-bytes",
      "pending-bytes",
      "last-run-state",
      "schedule",
      "next-run",
    ]);
    return undefined;
  },
};

/** `garbage-collection`. */
export const garbageCollection: CommandGroup = { commands: { list, start, status } };

function lookUpStore(given: Values): Section {
  return lookUp(datastore, readConfig(datastore.file).sections, String(given["store"]));
}

/** The last run of a datastore's garbage collection, and the next. */
export function statusOf(store: Section): Row {
  const schedule = store.values["gc-schedule"];
  return sortedRow({
    upid: null,
    ...neverRun,
    ...(JSON.parse(readOptional(statusFile(store), "{}")) as Row),
    ...scheduleStatus(job, store.id, schedule),
    store: store.id,
    ...(schedule === undefined ? {} : { schedule: String(schedule) }),
  });
}

function statusFile(store: Section): string {
  return path.join(underRoot(absolutePath(store)), ".gc-status");
}
