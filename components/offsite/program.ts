import { agentProgram } from "../agent-program";
import { type ExportSource } from "./source";

/** The export agent for a source, as it is installed: one file. */
export function exportProgram(source: ExportSource): string {
  return agentProgram("offsite-export", [
    "settings",
    source,
    ...["window", "store", "repository", "recall", "choice", "export"],
    ...["round", "metrics", "status", "restore", "main"],
  ]);
}
