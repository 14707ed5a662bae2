import * as fs from "node:fs";
import * as os from "node:os";

import { type Context } from "../command-line/command";
import { wantedFormat } from "../command-line/output";
import { writeAtomically } from "../config/atomic-write";
import { reasonOf } from "../schema/parameter-error";
import { type Values } from "../schema/schema";
import { logFile } from "./task-log";

/** A finished worker task. */
export interface Task {
  readonly upid: string;
  /** What it logged, without times; ends with `TASK OK` or `TASK ERROR: …`. */
  readonly lines: readonly string[];
  /** Unix seconds. */
  readonly endTime: number;
  /** Why it failed, undefined if it did not. */
  readonly failure?: string;
}

/** A task's work; `log` adds a line to its log, `upid` names it. */
export type Work = (log: (line: string) => void, upid: string) => void | Promise<void>;

/** Runs `work` as a worker task of the caller and keeps its log where the product keeps it. */
export async function runTask(
  context: Context,
  type: string,
  id: string,
  work: Work,
): Promise<Task> {
  const start = readProcessStart();
  const upid = newUpid(type, id, start, context);
  const lines: string[] = [];
  const failure = await attempt(() => work((line) => lines.push(line), upid));
  lines.push(failure === undefined ? "TASK OK" : `TASK ERROR: ${failure}`);
  const ended = context.now();
  const stamp = ended.toISOString().replace(/\.\d+Z$/, "+00:00");
  // A full disk costs the log, not the task.
  await attempt(() =>
    writeAtomically(logFile(upid), lines.map((line) => `${stamp}: ${line}\n`).join("")),
  );
  const task = { upid, lines, endTime: Math.floor(ended.getTime() / 1000) };
  return failure === undefined ? task : { ...task, failure };
}

/**
 * Shows a task the way the product shows those of its API: the log as text and then the failure, but
 * with a JSON format only the task's id, and success even if the task failed.
 */
export function reportTask(context: Context, values: Values, task: Task): void {
  if (wantedFormat(values) !== "text") {
    const spaces = wantedFormat(values) === "json-pretty" ? 2 : undefined;
    context.out(`${JSON.stringify(task.upid, null, spaces)}\n`);
    return;
  }
  context.out(task.lines.map((line) => `${line}\n`).join(""));
  if (task.failure !== undefined) throw new Error(`task failed (status ${task.failure})`);
}

async function attempt(work: () => void | Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Counts the tasks of this process: two may begin within one second. */
let taskCount = 0;

function newUpid(type: string, id: string, start: number, context: Context): string {
  const node = os.hostname().split(".")[0] ?? "localhost";
  const numbers = [process.pid, start, taskCount, Math.floor(context.now().getTime() / 1000)];
  taskCount += 1;
  const hex = numbers.map((number) => number.toString(16).toUpperCase().padStart(8, "0"));
  return `UPID:${node}:${hex.join(":")}:${type}:${escapeId(id)}:${context.authId}:`;
}

/** Escapes a worker's id like a systemd unit name, as task ids do. */
function escapeId(id: string): string {
  return id
    .replace(/^\.|[^\w./]/g, (character) => `\\x${character.charCodeAt(0).toString(16)}`)
    .replaceAll("/", "-");
}

/** This process's start in clock ticks since boot: field 22 of /proc/self/stat. */
function readProcessStart(): number {
  const stat = fs.readFileSync("/proc/self/stat", "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
}
