import { agentProgram } from "../agent-program";

const parts = [
  "settings",
  "common",
  "target",
  "scratch",
  "gaps",
  "repository",
  "folder",
  "recovery",
  "checks",
  "result",
  "backup",
  "metrics",
  "beat",
  "main",
] as const;

/** The agent that backs up a database, and restores it beside production and checks what came back, as it is installed: one file. */
export function databaseProgram(): string {
  return agentProgram("database-backup", parts);
}
