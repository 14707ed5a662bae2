import * as fs from "node:fs";

import { type Command } from "../command-line/command";
import { outputFormat } from "../command-line/output";
import { readConfig } from "../config/config-file";
import { underRoot } from "../config/root";
import { type Section } from "../config/section-config";
import { absolutePath, checkWritable, datastore } from "../datastore/datastore";
import { notifyEnd } from "../notifications/job-end";
import { lookUp } from "../objects/object-type";
import { pruneJob } from "../objects/prune-job";
import { type Values } from "../schema/schema";
import { runJob } from "../tasks/job-run";
import { reportTask } from "../tasks/task";
import { type Period, periods } from "./periods";
import { type KeepOptions, keepsSomething, pruneMarks } from "./prune";
import { type BackupGroup, listGroups } from "./snapshots";

const fullDepth = 7;

/** `prune-job run ID`: prunes now, whether or not the job is disabled. */
export const runPruneJob: Command = {
  description: "Run the specified prune job",
  positional: ["id"],
  parameters: { id: { schema: pruneJob.idSchema, required: true }, ...outputFormat },
  throughDaemon: true,
  async execute(given, context) {
    const job = lookUp(pruneJob, readConfig(pruneJob.file).sections, String(given["id"]));
    const store = lookUp(
      datastore,
      readConfig(datastore.file).sections,
      String(job.values["store"]),
    );
    checkWritable(store);
    const worker = [store.id, job.values["ns"]].filter(Boolean).join(":");
    const task = await runJob(context, { type: "prunejob", name: job.id, worker }, (log) => {
      log(`prune job '${job.id}'`);
      prune(job, store, log);
    });
    await notifyEnd({ type: "prune", store, jobId: job.id, task }, context.now());
    reportTask(context, given, task);
    return undefined;
  },
};

function prune(job: Section, store: Section, log: (line: string) => void): void {
  const namespace = String(job.values["ns"] ?? "");
  const depth = Number(job.values["max-depth"] ?? fullDepth);
  const keep = keepOptions(job.values);
  const place =
    namespace === ""
      ? `datastore '${store.id}', root namespace`
      : `datastore '${store.id}', namespace '${namespace}'`;
  log(`Starting datastore prune on ${place}, ${depthText(depth)}`);
  log(
    keepsSomething(keep)
      ? `retention options: ${optionText(job.values)}`
      : "No prune selection - keeping all files.",
  );
  for (const group of listGroups(underRoot(absolutePath(store)), namespace, depth)) {
    pruneGroup(group, keep, log);
  }
}

/** Removes what the options do not keep of a group, and says of each snapshot what becomes of it. */
export function pruneGroup(
  group: BackupGroup,
  keep: KeepOptions,
  log: (line: string) => void,
): void {
  log(`Pruning group ${group.namespace}:"${group.type}/${group.id}"`);
  for (const { snapshot, mark } of pruneMarks(group.snapshots, keep).reverse()) {
    log(`${mark} ${group.type}/${group.id}/${snapshot.name}`);
    if (mark !== "remove" || !keepsSomething(keep)) continue;
    fs.rmSync(snapshot.directory, { recursive: true });
  }
}

/** The retention options among parameters or properties. */
export function keepOptions(values: Values): KeepOptions {
  const given = (Object.keys(periods) as Period[]).filter(
    (period) => values[`keep-${period}`] !== undefined,
  );
  return Object.fromEntries(given.map((period) => [period, Number(values[`keep-${period}`])]));
}

/** The retention options as the log tells them. */
export function optionText(values: Values): string {
  return ["ns", "max-depth", ...Object.keys(periods).map((period) => `keep-${period}`)]
    .filter((name) => values[name] !== undefined)
    .map((name) => `--${name} ${String(values[name])}`)
    .join(" ");
}

function depthText(depth: number): string {
  if (depth === fullDepth) return "down to full depth";
  return depth > 0 ? `to depth ${depth}` : "non-recursive";
}
