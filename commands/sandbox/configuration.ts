import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { type SandboxEndpoints } from "../../sandbox/endpoints";
import { writeFileAtomically } from "../../lib/atomic-file";
import { type SandboxLayout } from "../../sandbox/layout";
import { mergeConfiguration, sandboxOverlay } from "../../sandbox/overlay/overlay";
import { isSealedWhole, sealedSecrets } from "../keys/sealed-secrets";
import {
  labFile,
  readStackFile,
  type StackFile,
  stackFile,
  writeStackFile,
} from "../stack/stack-file";

/**
 * Makes the sandbox's stack file from the lab's file with the overlay on it. What Pulumi keeps in there stays: the
 * encrypted secrets and the salt they were encrypted with.
 *
 * @param salt - the salt of the state, if it has one. A file that was lost or damaged may have none or another, with
 *   which the state's secrets could not be read; secrets that were encrypted with another are dropped.
 */
export async function mergeStackFile(
  stack: string,
  layout: SandboxLayout,
  endpoints: SandboxEndpoints,
  salt?: string,
): Promise<void> {
  const generated = readStackFile(stackFile(stack));
  const isOurs = salt === undefined || salt === generated.encryptionsalt;
  const current: StackFile = isOurs ? generated : { encryptionsalt: salt };
  const config = mergeConfiguration(readStackFile(labFile).config ?? {}, sandboxOverlay(endpoints));
  const sealed = isSealedWhole(sealedSecrets(current)) ? undefined : sealedSecrets(current);
  await writeStackFile(stackFile(stack), {
    ...current,
    config: { ...config, ...(sealed === undefined ? {} : { "backup:secrets": sealed }) },
  });
  await writeFileAtomically(sourceFile(stack, layout), sourceOf(endpoints));
}

/**
 * Makes the stack file again if the lab's file has changed since it was made, so that the next preview shows what
 * somebody has just declared. A change in the stack file itself, made to try something, lives until then.
 *
 * @returns whether it has changed
 */
export async function followLabFile(
  stack: string,
  layout: SandboxLayout,
  endpoints: SandboxEndpoints,
): Promise<boolean> {
  const file = sourceFile(stack, layout);
  const before = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
  if (before === undefined || before === sourceOf(endpoints)) return false;
  await mergeStackFile(stack, layout, endpoints);
  return true;
}

/** Remembers what the stack file was made from. */
const sourceFile = (stack: string, layout: SandboxLayout) =>
  path.join(layout.pulumi, `${stack}.source-digest`);

function sourceOf(endpoints: SandboxEndpoints): string {
  return createHash("sha256")
    .update(fs.readFileSync(labFile))
    .update(JSON.stringify(endpoints))
    .digest("hex");
}
