import * as fs from "node:fs";
import * as path from "node:path";

const source = path.join(__dirname, "..", "..", "agents", "database-restore");

/** The parts of the agent in their order: settings come first, what is run comes last. */
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
  return parts.map((part) => fs.readFileSync(path.join(source, `${part}.sh`), "utf8")).join("\n");
}
