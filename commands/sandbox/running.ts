import { sandboxLayout } from "../../sandbox/layout";
import { runningSandbox } from "../../sandbox/sandbox";
import { resolveToolchain } from "../../sandbox/toolchain/toolchain";
import { sandboxEnvironment } from "./environment";

/**
 * The environment of the sandbox that runs.
 *
 * @throws Error if none does
 */
export async function runningEnvironment(): Promise<NodeJS.ProcessEnv> {
  const layout = sandboxLayout();
  const endpoints = await runningSandbox(layout);
  if (endpoints === undefined) {
    throw new Error(`no sandbox runs in ${layout.root}; start it with: npm start`);
  }
  const toolchain = await resolveToolchain({ output: { write: () => true } });
  return sandboxEnvironment(toolchain, layout, endpoints);
}
