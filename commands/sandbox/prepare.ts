import * as path from "node:path";
import { type SandboxEndpoints } from "../../sandbox/endpoints";
import { layOutEngine } from "../../sandbox/engine-home";
import { sandboxLayout, type SandboxLayout } from "../../sandbox/layout";
import { step } from "../../lib/progress/step";
import { runSteps } from "../../lib/progress/steps";
import { startSandbox } from "../../sandbox/sandbox";
import { pveStateDirectory } from "../../sandbox/products/pve/pve";
import { declaredPlugins } from "../../sandbox/toolchain/provider-plugin";
import { type Toolchain, toolchainSteps } from "../../sandbox/toolchain/toolchain";
import { sandboxEnvironment, sandboxStack } from "./environment";
import { seedGuests } from "./guests";
import { readLab } from "./lab";
import { recoverStack } from "./recovery";
import { seedRoles } from "./roles";
import { prepareStack } from "./stack";
import { settleUpdateLock } from "./update-lock";

/** A running sandbox and the environment in which the plain Pulumi CLI works on it. */
export interface PreparedSandbox {
  readonly toolchain: Toolchain;
  readonly layout: SandboxLayout;
  readonly endpoints: SandboxEndpoints;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Finds or makes everything between a fresh clone and a stack: tools and servers. What is there already is left
 * alone, and what an interrupted start left behind is taken up.
 *
 * @param mayInstall - whether Debian packages that cannot be unpacked may be installed on the machine
 * @throws FaultsError if the lab's file is wrong, before anything is started; StepsFailed with every step that failed
 */
export async function prepareSandbox(mayInstall = false): Promise<PreparedSandbox> {
  const lab = readLab();
  const layout = sandboxLayout();
  const tools = toolchainSteps({ fresh: true, mayInstall });
  const results = await runSteps(tools.steps);
  const toolchain = tools.toolchain(results);

  const programs = step("Sandbox programs", () =>
    layOutEngine(layout, toolchain, declaredPlugins()),
  );
  const servers = step("Sandbox servers", async ({ detail }) => {
    seedGuests(pveStateDirectory(path.join(layout.servers, "pve")), lab);
    const endpoints = await startSandbox(toolchain, layout, ({ name }) => detail(`${name} is up`));
    await seedRoles(endpoints, lab.vault);
    detail("all up");
    return endpoints;
  });
  const endpoints = (await runSteps([programs, servers])).of(servers);
  return {
    toolchain,
    layout,
    endpoints,
    environment: sandboxEnvironment(toolchain, layout, endpoints),
  };
}

/**
 * Makes the stack ready for an update: nobody else's is under way, its configuration is the lab's, and what an
 * interrupted one left open is settled.
 *
 * @throws StepsFailed if that cannot be done
 */
export async function settleStack(sandbox: PreparedSandbox): Promise<void> {
  const { layout, endpoints, environment } = sandbox;
  const settle = step("Sandbox stack", async ({ detail }) => {
    await settleUpdateLock(sandboxStack, layout, environment, detail);
    const checkpoint = await prepareStack(sandboxStack, layout, endpoints, environment);
    await recoverStack(sandboxStack, checkpoint, endpoints, environment, detail);
  });
  await runSteps([settle]);
}
