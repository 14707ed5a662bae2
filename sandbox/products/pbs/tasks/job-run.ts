import { type Context } from "../command-line/command";
import { type TaskEnd, writeState } from "./job-state";
import { runTask, type Task, type Work } from "./task";

/** What a task of a job is called. */
export interface JobTask {
  /** The type of the task and of the job's state file. */
  readonly type: string;
  /** The job's name in its state file. */
  readonly name: string;
  /** The worker's id in the task's id. */
  readonly worker: string;
}

/** Runs a job's task and records in its state file how it ended. */
export async function runJob(
  context: Context,
  { type, name, worker }: JobTask,
  work: Work,
): Promise<Task> {
  const task = await runTask(context, type, worker, work);
  writeState(type, name, {
    finished: { upid: task.upid, state: endOf(task), updated: null },
  });
  return task;
}

function endOf({ failure, endTime: endtime }: Task): TaskEnd {
  return failure === undefined ? { OK: { endtime } } : { Error: { message: failure, endtime } };
}
