import * as path from "node:path";
import { type SandboxLayout } from "../layout";

/** The files through which a supervisor and its clients meet. */
export interface SupervisorPaths {
  readonly logs: string;
  /** Written by the client, read by the supervisor; holds credentials, mode 0600. */
  readonly planFile: string;
  /** Written by the supervisor. */
  readonly statusFile: string;
  /** Locked by the supervisor as long as it lives. */
  readonly aliveLock: string;
  /** What the supervisor itself prints. */
  readonly supervisorLog: string;
}

export function supervisorPaths(layout: Pick<SandboxLayout, "run" | "logs">): SupervisorPaths {
  const inRun = (name: string) => path.join(layout.run, name);
  return {
    logs: layout.logs,
    planFile: inRun("plan.json"),
    statusFile: inRun("status.json"),
    aliveLock: inRun("supervisor.lock"),
    supervisorLog: path.join(layout.logs, "supervisor.log"),
  };
}
