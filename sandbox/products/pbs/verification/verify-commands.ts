import { randomUUID } from "node:crypto";

import { type Command, type Context } from "../command-line/command";
import { outputFormat } from "../command-line/output";
import { readConfig } from "../config/config-file";
import { type Section } from "../config/section-config";
import { openForRead } from "../datastore/datastore";
import { datastoreNameSchema } from "../datastore/properties";
import { notifyEnd } from "../notifications/job-end";
import { lookUp } from "../objects/object-type";
import { verifyJob } from "../objects/verify-job";
import { maxDepthSchema, namespaceSchema } from "../schema/formats";
import { flag, integer } from "../schema/scalars";
import { type Properties, type Values } from "../schema/schema";
import { runJob } from "../tasks/job-run";
import { reportTask, runTask, type Task } from "../tasks/task";
import { verifyRun } from "./verify-run";

/** `verify-job run ID`: verifies now, whatever the job's schedule. */
export const runVerifyJob: Command = {
  description: "Run the specified verification job",
  positional: ["id"],
  parameters: { id: { schema: verifyJob.idSchema, required: true }, ...outputFormat },
  throughDaemon: true,
  async execute(given, context) {
    const job = lookUp(verifyJob, readConfig(verifyJob.file).sections, String(given["id"]));
    const store = openForRead(String(job.values["store"]));
    const names = { type: "verificationjob", name: job.id, worker: `${store.id}:${job.id}` };
    const task = await runJob(context, names, async (log, upid) => {
      log(`Starting datastore verify job '${store.id}:${job.id}'`);
      try {
        await verifyRun({ store, options: job.values, upid, now: context.now(), log });
      } finally {
        log(`queued notification (id=${randomUUID()})`);
      }
    });
    await notifyEnd({ type: "verify", store, jobId: job.id, task }, context.now());
    reportTask(context, given, task);
    return undefined;
  },
};

/** What `verify` takes besides the datastore. */
export const verifyOptions: Properties = {
  "ignore-verified": {
    schema: flag(
      "Do not verify backups that are already verified if their verification is not outdated.",
      true,
    ),
  },
  "outdated-after": {
    schema: integer("Days after that a verification becomes outdated. (0 is deprecated)'", {
      min: 0,
    }),
  },
  ns: { schema: namespaceSchema },
  "max-depth": { schema: maxDepthSchema },
  "read-threads": { schema: integer("Threads for reading chunks.", { min: 1, max: 32 }) },
  "verify-threads": { schema: integer("Threads for verifying chunks.", { min: 1, max: 32 }) },
};

/** `verify STORE`: verifies everything now, and tells nobody but the log. */
export const verifyStore: Command = {
  description: "Verify backups",
  positional: ["store"],
  parameters: {
    store: { schema: datastoreNameSchema, required: true },
    ...verifyOptions,
    ...outputFormat,
  },
  throughDaemon: true,
  async execute(given, context) {
    reportTask(
      context,
      given,
      await verifyAll(context, openForRead(String(given["store"])), given),
    );
    return undefined;
  },
};

/** Runs a task that verifies a datastore. */
export function verifyAll(
  context: Context,
  store: Section,
  options: Values,
  isInReach?: Parameters<typeof verifyRun>[0]["isInReach"],
): Promise<Task> {
  const worker = [store.id, options["ns"]].filter(Boolean).join(":");
  const reach = isInReach === undefined ? {} : { isInReach };
  return runTask(context, "verify", worker, (log, upid) =>
    verifyRun({ store, options, ...reach, upid, now: context.now(), log }),
  );
}
