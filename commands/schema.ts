import * as fs from "node:fs";
import * as path from "node:path";
import { stackFileSchema } from "../config/schema/stack-file";
import { projectRoot } from "../lib/project-root";

/** Where editors find the schema; the first line of `Pulumi.lab.yaml` names it. */
export const schemaFile = path.join(projectRoot, "config", "schema", "stack-file.schema.json");

/** The schema as the file has it. */
export function schemaText(): string {
  return `${JSON.stringify(stackFileSchema(), null, 2)}\n`;
}

/** `npm run schema`: writes the JSON Schema of a stack's file from the one that checks it. */
export function main(): number {
  fs.writeFileSync(schemaFile, schemaText());
  console.log(`wrote ${path.relative(projectRoot, schemaFile)}`);
  return 0;
}
