import * as fs from "node:fs";
import * as path from "node:path";

import { readOptional, writeAtomically } from "../config/atomic-write";
import { underRoot } from "../config/root";

/** When a job last ran and how it ended, as the product keeps it in a file for each job. */
export type JobState =
  | { readonly created: { readonly time: number } }
  | {
      readonly finished: {
        readonly upid: string;
        readonly state: TaskEnd;
        readonly updated: number | null;
      };
    };

/** A task's end; times are Unix seconds. */
export type TaskEnd =
  | { readonly OK: { readonly endtime: number } }
  | { readonly Error: { readonly message: string; readonly endtime: number } };

const directory = "/var/lib/proxmox-backup/jobstates";

/** Records that a job exists and has not run. */
export function createState(type: string, name: string, now: Date): void {
  writeState(type, name, { created: { time: Math.floor(now.getTime() / 1000) } });
}

/** Replaces a job's state. */
export function writeState(type: string, name: string, state: JobState): void {
  writeAtomically(stateFile(type, name), JSON.stringify(state), 0o644);
}

/** A job's state, undefined if none was ever recorded. */
export function readState(type: string, name: string): JobState | undefined {
  const raw = readOptional(stateFile(type, name));
  return raw === "" ? undefined : (JSON.parse(raw) as JobState);
}

/** Forgets a job's state. */
export function removeState(type: string, name: string): void {
  fs.rmSync(stateFile(type, name), { force: true });
}

function stateFile(type: string, name: string): string {
  return underRoot(path.join(directory, `${type}-${name}.json`));
}
