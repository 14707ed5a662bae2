import { agentProgram } from "../agent-program";

/** What it shares with the agent that backs up a server: what both say and read alike, a directory that is nobody's, a server there, and its checks. */
const shared = ["common", "scratch", "recovery", "checks", "result"].map(
  (part) => `../database-backup/${part}`,
);

const parts = [
  "settings",
  "repository",
  ...shared,
  "dump",
  "retention",
  "metrics",
  "restore",
  "main",
];

/** The agent that dumps databases and restores the dumps beside production, as it is installed: one file. */
export function dumpProgram(): string {
  return agentProgram("database-dump", parts);
}
