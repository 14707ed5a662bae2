import * as fs from "node:fs";
import * as path from "node:path";

import { parseCalendarEvent } from "../calendar/calendar-event";
import { nextRun } from "../calendar/next-run";
import { type Command, type CommandGroup } from "../command-line/command";
import { outputFormat, printObject, printRows, type Row, sortedRow } from "../command-line/output";
import { readOptional, writeAtomically } from "../config/atomic-write";
import { readConfig } from "../config/config-file";
import { underRoot } from "../config/root";
import { type Section } from "../config/section-config";
import { lookUp } from "../objects/object-type";
import { type Properties, type Values } from "../schema/schema";
import { runJob } from "../tasks/job-run";
import { readState } from "../tasks/job-state";
import { reportTask } from "../tasks/task";
import { absolutePath, checkWritable, datastore } from "./datastore";
import { datastoreNameSchema } from "./properties";

const job = "garbage_collection";

const storeParameter: Properties = { store: { schema: datastoreNameSchema, required: true } };

const neverRun = {
  "index-file-count": 0,
  "index-data-bytes": 0,
  "disk-bytes": 0,
  "disk-chunks": 0,
  "removed-bytes": 0,
  "removed-chunks": 0,
  "pending-bytes": 0,
  "pending-chunks": 0,
  "removed-bad": 0,
  "still-bad": 0,
};

const start: Command = {
  description: "Start garbage collection for a specific datastore.",
  positional: ["store"],
  parameters: { ...storeParameter, ...outputFormat },
  throughDaemon: true,
  async execute(given, context) {
    const store = lookUpStore(given);
    checkWritable(store);
    const task = await runJob(
      context,
      { type: job, name: store.id, worker: store.id },
      (log, upid) => {
        log(`starting garbage collection on store ${store.id}`);
        const found = measure(underRoot(absolutePath(store)));
        writeAtomically(statusFile(store), JSON.stringify(sortedRow({ ...found, upid })));
        log("Removed garbage: 0 B");
        log(`On-Disk chunks: ${found["disk-chunks"]}`);
      },
    );
    reportTask(context, given, task);
    return undefined;
  },
};

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

/** `garbage-collection`: a run counts what is there and removes nothing. */
export const garbageCollection: CommandGroup = { commands: { list, start, status } };

function lookUpStore(given: Values): Section {
  return lookUp(datastore, readConfig(datastore.file).sections, String(given["store"]));
}

function statusOf(store: Section): Row {
  const schedule = store.values["gc-schedule"];
  const last = lastRun(store.id);
  const due =
    schedule === undefined ? undefined : nextRun(parseCalendarEvent(String(schedule)), last.since);
  return sortedRow({
    ...neverRun,
    ...(JSON.parse(readOptional(statusFile(store), "{}")) as Row),
    ...last.row,
    store: store.id,
    ...(schedule === undefined ? {} : { schedule: String(schedule) }),
    ...(due === undefined ? {} : { "next-run": due }),
  });
}

/** The last run's columns, and the moment (Unix seconds) from which the next one is counted. */
function lastRun(store: string): { readonly row: Row; readonly since: number } {
  const state = readState(job, store);
  if (state === undefined) return { row: {}, since: Math.floor(Date.now() / 1000) };
  if ("created" in state) return { row: {}, since: state.created.time };
  const { upid, state: end } = state.finished;
  const ended = "OK" in end ? end.OK.endtime : end.Error.endtime;
  return {
    row: {
      "last-run-endtime": ended,
      "last-run-state": "OK" in end ? "OK" : end.Error.message,
      "last-run-upid": upid,
    },
    since: ended,
  };
}

function measure(base: string): typeof neverRun {
  const files = fs
    .readdirSync(base, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile());
  const chunks = files.filter(({ name }) => /^[0-9a-f]{64}$/.test(name));
  const sizes = chunks.map((entry) => fs.statSync(path.join(entry.parentPath, entry.name)).size);
  return {
    ...neverRun,
    "index-file-count": files.filter(({ name }) => /\.[fd]idx$/.test(name)).length,
    "disk-chunks": chunks.length,
    "disk-bytes": sizes.reduce((sum, size) => sum + size, 0),
  };
}

function statusFile(store: Section): string {
  return path.join(underRoot(absolutePath(store)), ".gc-status");
}
