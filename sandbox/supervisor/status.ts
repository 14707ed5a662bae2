import { readFileSync } from "node:fs";

/** What a server is doing. `failed` is final: the supervisor has given it up. */
export type ServerState = "starting" | "healthy" | "restarting" | "failed" | "stopped";

/** What is known of one server. */
export interface ServerStatus {
  readonly state: ServerState;
  /** The process, while there is one. */
  readonly process?: ProcessIdentity;
  readonly endpoint: string;
  readonly logFile: string;
  /** Restarts since the supervisor began. */
  readonly restarts: number;
  /** Why it is not healthy, for people. */
  readonly reason?: string;
}

/** What `status.json` says; the supervisor writes it at every change. */
export interface SupervisorStatus {
  readonly supervisor: ProcessIdentity;
  readonly planHash: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly servers: Readonly<Record<string, ServerStatus>>;
}

/** A process for certain: the kernel uses a pid again, but not with the same start time. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since the machine's start, as `/proc/PID/stat` has it. */
  readonly startTicks: string;
}

/** The process that now has `pid`; none if there is none. */
export function identify(pid: number): ProcessIdentity | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the command in parentheses, which may hold spaces; start time is the 22nd.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, startTicks] = [fields[0], fields[19]];
    return state === "Z" || startTicks === undefined ? undefined : { pid, startTicks };
  } catch {
    return undefined;
  }
}

/** Whether exactly this process still runs. */
export function isAlive(process: ProcessIdentity | undefined): process is ProcessIdentity {
  return process !== undefined && identify(process.pid)?.startTicks === process.startTicks;
}

/** The last status written; none before the first start, or if the file is damaged. */
export function readStatus(statusFile: string): SupervisorStatus | undefined {
  try {
    return JSON.parse(readFileSync(statusFile, "utf8")) as SupervisorStatus;
  } catch {
    return undefined;
  }
}
