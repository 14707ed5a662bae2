import { type Command } from "../command-line/command";
import { outputFormat } from "../command-line/output";
import { readConfig } from "../config/config-file";
import { openForWrite } from "../datastore/datastore";
import { notifyEnd } from "../notifications/job-end";
import { lookUp } from "../objects/object-type";
import { syncJob } from "../objects/sync-job";
import { runJob } from "../tasks/job-run";
import { reportTask } from "../tasks/task";
import { syncRun } from "./sync-run";

/** `sync-job run ID`: pulls now, from this server or a remote. Pushing is beyond this stand-in. */
export const runSyncJob: Command = {
  description: "Run the specified sync job",
  positional: ["id"],
  parameters: { id: { schema: syncJob.idSchema, required: true }, ...outputFormat },
  throughDaemon: true,
  async execute(given, context) {
    const job = lookUp(syncJob, readConfig(syncJob.file).sections, String(given["id"]));
    if (job.values["sync-direction"] === "push") {
      throw new Error("this stand-in does not push; a real server would");
    }
    const store = openForWrite(String(job.values["store"]));
    const { remote = "-", "remote-store": from, ns = "" } = job.values;
    const worker = [remote, from, store.id, ns, job.id].map(String).join(":");
    const task = await runJob(context, { type: "syncjob", name: job.id, worker }, (log) => {
      log(`Starting datastore sync job '${worker}'`);
      return syncRun(job, store, log);
    });
    await notifyEnd({ type: "sync", store, jobId: job.id, task }, context.now());
    reportTask(context, given, task);
    return undefined;
  },
};
