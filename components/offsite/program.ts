import { agentProgram } from "../agent-program";
import { type ExportSource } from "./source";

/** Files of each source. */
const sources: Readonly<Record<ExportSource, readonly string[]>> = {
  pbs: ["pbs"],
  pgbackrest: ["account", "../database-backup/gaps", "pgbackrest", "pgbackrest-tar"],
  dump: ["account", "dump"],
};

/** The export agent for a source, as it is installed: one file. */
export function exportProgram(source: ExportSource): string {
  return agentProgram("offsite-export", [
    "settings",
    ...sources[source],
    ...["window", "store", "repository", "recall", "choice", "export"],
    ...["round", "metrics", "status", "restore", "main"],
  ]);
}
