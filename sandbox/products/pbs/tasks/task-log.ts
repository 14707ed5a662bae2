import * as fs from "node:fs";
import * as path from "node:path";

import { underRoot } from "../config/root";

const logDirectory = "/var/log/proxmox-backup/tasks";

/** A task's log file: in a directory named by the last byte of its process's start. */
export function logFile(upid: string): string {
  const start = parseInt(upid.split(":")[3] ?? "0", 16);
  const directory = (start % 256).toString(16).toUpperCase().padStart(2, "0");
  return underRoot(path.join(logDirectory, directory, upid));
}

/** What is known of a task from its log. */
export interface TaskRecord {
  readonly upid: string;
  /** Without times. */
  readonly lines: readonly string[];
  /** `OK`, or why it failed. */
  readonly status: string;
}

/** @throws Error if there is no such task */
export function readTask(upid: string): TaskRecord {
  const file = logFile(upid);
  if (!/^UPID:[^/]*$/.test(upid) || !fs.existsSync(file)) throw new Error("no such task");
  const text = fs.readFileSync(file, "utf8").trimEnd();
  const lines = text.split("\n").map((line) => line.slice(line.indexOf(": ") + 2));
  const last = lines.at(-1) ?? "";
  return { upid, lines, status: last.replace(/^TASK (?:ERROR: )?/, "") };
}

/** Every task that has a log, newest first. */
export function listTasks(): TaskRecord[] {
  const root = underRoot(logDirectory);
  if (!fs.existsSync(root)) return [];
  const upids = fs
    .readdirSync(root)
    .flatMap((directory) => fs.readdirSync(path.join(root, directory)));
  return upids.sort((a, b) => startOf(b) - startOf(a)).map(readTask);
}

/** When a task began, in Unix seconds. */
export function startOf(upid: string): number {
  return parseInt(upid.split(":")[5] ?? "0", 16);
}
