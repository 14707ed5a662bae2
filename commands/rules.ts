import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../lib/project-root";
import { rulesPage } from "../policy/rules-page";
import { table } from "../policy/table";
import { commandLine, runCommand } from "./support/command-line";

/** Where the rules are told to people. */
export const rulesFile = path.join(projectRoot, "docs", "rules.md");

/** The page as the file has it. */
export function rulesText(): string {
  return rulesPage(table);
}

const line = commandLine({
  name: "npm run rules",
  does: "Writes docs/rules.md, the page of the policy pack's rules, from the pack's table.",
  examples: [["npm run rules", "after a change in policy/"]],
  exits: { 0: "written" },
});

/** `npm run rules`: writes the page of the rules from the pack's table. */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, write);
}

function write(): number {
  fs.writeFileSync(rulesFile, rulesText());
  console.log(`wrote ${path.relative(projectRoot, rulesFile)}`);
  return 0;
}
