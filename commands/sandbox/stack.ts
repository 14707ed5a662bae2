import { randomBytes } from "node:crypto";
import * as path from "node:path";
import { type SandboxEndpoints } from "../../sandbox/endpoints";
import { type SandboxLayout } from "../../sandbox/layout";
import { type Checkpoint, readCheckpoint } from "./checkpoint";
import { mergeStackFile } from "./configuration";
import { runPulumi } from "../stack/pulumi";
import { keptValue } from "./kept-value";
import { prepareSecrets } from "./secrets";
import { removeDamaged, removeUnopenable, stackFile } from "../stack/stack-file";

/**
 * Makes the sandbox's stack, or brings its configuration up to date: the lab's file with the overlay on it, and
 * the secrets encrypted by Pulumi. Nothing is encrypted again that has not changed.
 *
 * @returns what is known of the stack
 */
export async function prepareStack(
  stack: string,
  layout: SandboxLayout,
  endpoints: SandboxEndpoints,
  environment: NodeJS.ProcessEnv,
): Promise<Checkpoint> {
  const passphrase = path.join(layout.pulumi, "passphrase");
  removeUnopenable(stackFile(stack), passphrase);
  await keptValue(passphrase, () => randomBytes(24).toString("hex"));
  removeDamaged(stackFile(stack));
  await runPulumi(["stack", "select", stack, "--create"], environment);
  const checkpoint = await readCheckpoint(stack, environment);
  const salt = checkpoint.deployment?.secrets_providers?.state?.salt;
  await mergeStackFile(stack, layout, endpoints, salt);
  await prepareSecrets(stack, layout, endpoints, environment);
  return checkpoint;
}
