import { sandboxLayout } from "../../sandbox/layout";
import { runningSandbox } from "../../sandbox/sandbox";
import { resolveToolchain } from "../../sandbox/toolchain/toolchain";
import { followLabFile } from "./configuration";
import { sandboxEnvironment, sandboxStack } from "./environment";
import { type RunningSandbox } from "./running";

/**
 * The sandbox that runs, its stack file in step with the lab's.
 *
 * @throws Error if none does
 */
export async function findRunning(): Promise<RunningSandbox> {
  const layout = sandboxLayout();
  const endpoints = await runningSandbox(layout);
  if (endpoints === undefined) {
    throw new Error(`no sandbox runs in ${layout.root}; start it with: npm start`);
  }
  if (await followLabFile(sandboxStack, layout, endpoints)) {
    console.error("Pulumi.lab.yaml has changed; the sandbox's stack file follows it.");
  }
  const toolchain = await resolveToolchain({ output: { write: () => true } });
  return { layout, endpoints, environment: sandboxEnvironment(toolchain, layout, endpoints) };
}
