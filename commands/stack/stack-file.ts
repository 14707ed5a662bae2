import * as fs from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { writeFileAtomically } from "../../lib/atomic-file";
import { projectRoot } from "../../lib/project-root";
import { messageOf } from "../../lib/progress/message-of";

/** A stack's configuration, by the names that the Pulumi CLI gives its parts. */
export type ConfigurationTree = { readonly [key: string]: unknown };

/** A stack's file as the Pulumi CLI writes it. */
export interface StackFile {
  readonly config?: ConfigurationTree;
  /** What encrypts secrets; left out for a passphrase. */
  readonly secretsprovider?: string;
  /** What the passphrase is mixed with; without it nothing that was encrypted can be read again. */
  readonly encryptionsalt?: string;
}

/** The configuration file of a stack. */
export function stackFile(stack: string): string {
  return path.join(projectRoot, `Pulumi.${stack}.yaml`);
}

/** The lab's own declaration. */
export const labFile = stackFile("lab");

/**
 * What is in a stack's file; nothing if there is none.
 *
 * @throws Error with the place if it is no YAML
 */
export function readStackFile(file: string): StackFile {
  if (!fs.existsSync(file)) return {};
  try {
    return (parse(fs.readFileSync(file, "utf8")) as StackFile | null) ?? {};
  } catch (error) {
    throw new Error(`${file} is no YAML: ${messageOf(error)}`);
  }
}

/** Removes a file of ours that a killed writer has left in pieces: it is made again. */
export function removeDamaged(file: string): void {
  try {
    readStackFile(file);
  } catch {
    fs.rmSync(file);
  }
}

/** Removes a file of ours whose passphrase is gone, as after `.sandbox` was removed: nobody can open it any more, and it is made again. */
export function removeUnopenable(file: string, passphraseFile: string): void {
  if (!fs.existsSync(passphraseFile)) fs.rmSync(file, { force: true });
}

const header =
  "# Made by npm start from Pulumi.lab.yaml and the sandbox's endpoints; changes are overwritten.\n";

/** Writes the file of a stack of ours, whole or not at all. */
export async function writeStackFile(file: string, content: StackFile): Promise<void> {
  await writeFileAtomically(file, header + stringify(content));
}
