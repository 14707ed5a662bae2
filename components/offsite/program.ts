import { agentProgram } from "../agent-program";

const parts = [
  "settings",
  "window",
  "store",
  "repository",
  "recall",
  "source",
  "choice",
  "export",
  "round",
  "metrics",
  "status",
  "restore",
  "main",
] as const;

/** The export agent as it is installed: one file. */
export function exportProgram(): string {
  return agentProgram("offsite-export", parts);
}
