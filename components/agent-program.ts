import * as fs from "node:fs";
import * as path from "node:path";

/**
 * An agent as it is installed: one file.
 *
 * @param agent - its folder in `agents/`
 * @param parts - in their order: settings come first, what is run comes last
 */
export function agentProgram(agent: string, parts: readonly string[]): string {
  const source = path.join(__dirname, "..", "agents", agent);
  return parts.map((part) => fs.readFileSync(path.join(source, `${part}.sh`), "utf8")).join("\n");
}
