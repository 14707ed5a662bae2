import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";
import { identify, isAlive, type ProcessIdentity } from "./status";
import { type ServerSpec } from "./server-spec";

/** How long a server may take to end by itself before it is killed. */
const termMilliseconds = 4000;

/** One process of a server, in a process group of its own. */
export class ServerProcess {
  /** Resolves to why it ended. */
  readonly ended: Promise<string>;
  readonly identity: ProcessIdentity | undefined;
  private readonly child: ChildProcess;

  constructor(spec: ServerSpec, logFile: string) {
    const log = openSync(logFile, "a");
    writeSync(log, `--- ${new Date().toISOString()} start of ${spec.name}\n`);
    // The kernel kills the server when the supervisor ends, however it ends. Only the server itself:
    // one with children of its own runs in a process namespace and takes them along.
    this.child = spawn("setpriv", ["--pdeathsig", "KILL", "--", ...spec.command], {
      stdio: ["ignore", log, log],
      env: { ...spec.environment },
      detached: true,
    });
    closeSync(log);
    this.identity = identify(this.child.pid ?? -1);
    this.ended = new Promise((resolve) => {
      this.child.once("error", (error) => resolve(`could not be started: ${error.message}`));
      this.child.once("exit", (code, signal) =>
        resolve(signal === null ? `exited with code ${code}` : `was ended by ${signal}`),
      );
    });
  }

  /** Asks the whole group to end, then kills what is left. */
  async stop(): Promise<void> {
    signalGroup(this.identity, "SIGTERM");
    const timer = setTimeout(() => signalGroup(this.identity, "SIGKILL"), termMilliseconds);
    await this.ended;
    clearTimeout(timer);
    if (this.identity !== undefined) signalGroupId(this.identity.pid, "SIGKILL");
  }
}

/** Signals the group of `leader` if exactly that process still leads it. */
export function signalGroup(leader: ProcessIdentity | undefined, signal: NodeJS.Signals): void {
  if (isAlive(leader)) signalGroupId(leader.pid, signal);
}

function signalGroupId(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // The group is gone already, which is what was wanted.
  }
}
