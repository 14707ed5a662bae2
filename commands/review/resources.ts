import { readDeclaredFile } from "../../config/declared-file";
import { ownProgram } from "../policy/judge-file";
import { previewed } from "../policy/preview/preview";
import { stackConfiguration } from "../policy/preview/stack-configuration";

/** A resource as a program sends it to the engine. */
export interface SentResource {
  readonly type: string;
  /** Unique among those of its type. */
  readonly name: string;
  /** With the engine's marks around secrets. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Everything that a program sends. */
export type Resources = readonly SentResource[];

/** The same for both files, whatever they are called: so that they differ in what they declare alone. */
const stack = "lab";

/**
 * What the program sends for a stack's file, as in a preview of an empty stack. Identities and secrets that the file
 * leaves to the machines are filled in with what is the same for every file.
 *
 * @throws Error with what the program says if it does not run to its end
 */
export async function resourcesOf(file: string): Promise<Resources> {
  const { values, secretKeys } = stackConfiguration(file, readDeclaredFile(file), stack);
  const sent = await previewed({ program: ownProgram, stack, values, secretKeys });
  return sent
    .filter(({ type }) => type !== "pulumi:pulumi:Stack")
    .map(({ type, name, inputs }) => ({ type, name, inputs }));
}
