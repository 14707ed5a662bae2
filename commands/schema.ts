import * as fs from "node:fs";
import * as path from "node:path";
import { stackFileSchema } from "../config/schema/stack-file";
import { projectRoot } from "../lib/project-root";
import { commandLine, runCommand } from "./support/command-line";

/** Where editors find the schema; the first line of `Pulumi.lab.yaml` names it. */
export const schemaFile = path.join(projectRoot, "config", "schema", "stack-file.schema.json");

/** The schema as the file has it. */
export function schemaText(): string {
  return `${JSON.stringify(stackFileSchema(), null, 2)}\n`;
}

const line = commandLine({
  name: "npm run schema",
  does: "Writes the JSON Schema of a stack's file, which editors read, from the one that checks it.",
  examples: [["npm run schema", "after a change in config/schema/"]],
  exits: { 0: "written" },
});

/** `npm run schema`: writes the JSON Schema of a stack's file from the one that checks it. */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, write);
}

function write(): number {
  fs.writeFileSync(schemaFile, schemaText());
  console.log(`wrote ${path.relative(projectRoot, schemaFile)}`);
  return 0;
}
