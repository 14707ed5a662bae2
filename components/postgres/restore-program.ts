import { agentProgram } from "../agent-program";

const parts = [
  "settings",
  "target",
  "scratch",
  "repository",
  "recovery",
  "checks",
  "result",
  "beat",
  "main",
] as const;

/** The agent that restores a database beside production and checks what came back, as it is installed: one file. */
export function restoreProgram(): string {
  return agentProgram("database-restore", parts);
}
