import * as fs from "node:fs";
import * as path from "node:path";
import { referencePage } from "../config/schema/reference/page";
import { projectRoot } from "../lib/project-root";
import { commandLine, runCommand } from "./support/command-line";

/** Where the keys of a stack's file are told to people. */
export const referenceFile = path.join(projectRoot, "docs", "configuration.md");

const line = commandLine({
  name: "npm run reference",
  does: "Writes docs/configuration.md, the page of every key of a stack's file, from the schema that checks it.",
  examples: [["npm run reference", "after a change in config/schema/"]],
  exits: { 0: "written" },
});

/** `npm run reference`: writes the page of every key of a stack's file from the schema that checks it. */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, write);
}

function write(): number {
  fs.writeFileSync(referenceFile, referencePage());
  console.log(`wrote ${path.relative(projectRoot, referenceFile)}`);
  return 0;
}
