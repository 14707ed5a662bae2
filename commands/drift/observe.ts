import { commandLine } from "../../components/remote/command-line";
import { type RemoteAction } from "../../components/remote/envelope";
import { runRemotely } from "./remote-session";
import { type DeployedObject } from "./deployed-object";
import { type Difference, differences } from "./difference";

/** What was found of one object. */
export type Observation =
  | { readonly object: DeployedObject; readonly kind: "same" }
  | { readonly object: DeployedObject; readonly kind: "absent" }
  | {
      readonly object: DeployedObject;
      readonly kind: "different";
      readonly differences: Difference[];
    }
  | { readonly object: DeployedObject; readonly kind: "unreadable"; readonly reason: string };

/** Reads one object on its host and compares it with what was applied. Never throws: not seen is a finding too. */
export async function observe(object: DeployedObject): Promise<Observation> {
  try {
    const observed = JSON.parse(await run(object, "read")) as Record<string, unknown> | null;
    if (observed === null) return { object, kind: "absent" };
    const found = differences(object.envelope.document, observed);
    return found.length === 0
      ? { object, kind: "same" }
      : { object, kind: "different", differences: found };
  } catch (error) {
    return { object, kind: "unreadable", reason: (error as Error).message };
  }
}

/**
 * Applies the document that was applied before: the engine's state stays true.
 *
 * @throws Error if the host refuses
 */
export async function repair(object: DeployedObject): Promise<void> {
  await run(object, "apply");
}

async function run(object: DeployedObject, action: RemoteAction): Promise<string> {
  const { platform } = object.envelope;
  const result = await runRemotely(object.connection, commandLine(platform, action), object.stdin);
  if (result.exitCode !== 0) {
    throw new Error(`${action} ended with ${result.exitCode}: ${result.stderr.trim()}`);
  }
  return result.stdout;
}
