import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { projectRoot } from "../../sandbox/layout";
import { type ConfigurationTree } from "../../sandbox/overlay/overlay";

/** A stack's file as the Pulumi CLI writes it. */
export interface StackFile {
  readonly config?: ConfigurationTree;
  readonly encryptionsalt?: string;
}

/** The configuration file of a stack. */
export function stackFile(stack: string): string {
  return path.join(projectRoot, `Pulumi.${stack}.yaml`);
}

/** What is in a stack's file; nothing if there is none. */
export function readStackFile(file: string): StackFile {
  if (!fs.existsSync(file)) return {};
  return (parse(fs.readFileSync(file, "utf8")) as StackFile | null) ?? {};
}
