import * as fs from "node:fs";
import * as path from "node:path";

const source = path.join(__dirname, "..", "..", "agents", "offsite-export");

/** The parts of the agent in their order: settings come first, what is run comes last. */
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
  return parts.map((part) => fs.readFileSync(path.join(source, `${part}.sh`), "utf8")).join("\n");
}
