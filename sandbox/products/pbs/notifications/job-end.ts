import { type Section } from "../config/section-config";
import { type Task } from "../tasks/task";
import { legacyMail } from "./legacy-mail";
import { type Occasion, notify } from "./notify";

/** A job that has ended. */
export interface JobEnd {
  readonly type: Occasion["type"];
  /** The datastore it worked on. */
  readonly store: Section;
  /** Not for garbage collection. */
  readonly jobId?: string;
  readonly task: Task;
}

const titles: Readonly<Record<JobEnd["type"], string>> = {
  gc: "Garbage Collect Datastore",
  prune: "Prune Datastore",
  sync: "Sync Datastore",
  verify: "Verify Datastore",
};

/** Tells of a job's end as the datastore's notification mode says. */
export async function notifyEnd({ type, store, jobId, task }: JobEnd, time: Date): Promise<void> {
  const failed = task.failure !== undefined;
  const occasion: Occasion = {
    type,
    datastore: store.id,
    ...(jobId === undefined ? {} : { jobId }),
    severity: failed ? "error" : "info",
    title: `${titles[type]} '${store.id}' ${failed ? "failed" : "successful"}`,
    message: [
      ...(jobId === undefined ? [] : [`Job ID: ${jobId}`]),
      `Task: ${task.upid}`,
      ...task.lines,
    ].join("\n"),
  };
  if (store.values["notification-mode"] === "legacy-sendmail") return legacyMail(store, occasion);
  await notify(occasion, time);
}
