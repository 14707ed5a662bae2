import { type SandboxEndpoints } from "../../sandbox/endpoints";
import { layOutEngine } from "../../sandbox/engine-home";
import { sandboxLayout, type SandboxLayout } from "../../sandbox/layout";
import { step } from "../../sandbox/progress/step";
import { runSteps } from "../../sandbox/progress/steps";
import { startSandbox } from "../../sandbox/sandbox";
import { declaredPlugins } from "../../sandbox/toolchain/provider-plugin";
import { type Toolchain, toolchainSteps } from "../../sandbox/toolchain/toolchain";
import { sandboxEnvironment, sandboxStack } from "./environment";
import { seedGuests } from "./guests";
import { recoverStack } from "./recovery";
import { prepareStack } from "./stack";

/** A running sandbox and the environment in which the plain Pulumi CLI works on it. */
export interface PreparedSandbox {
  readonly toolchain: Toolchain;
  readonly layout: SandboxLayout;
  readonly endpoints: SandboxEndpoints;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Finds or makes everything between a fresh clone and `pulumi up`: tools, servers, stack. What is there already is
 * left alone, and what an interrupted start left behind is taken up.
 *
 * @throws StepsFailed with every step that failed
 */
export async function prepareSandbox(): Promise<PreparedSandbox> {
  const layout = sandboxLayout();
  const tools = toolchainSteps();
  const results = await runSteps(tools.steps);
  const toolchain = tools.toolchain(results);

  const programs = step("Sandbox programs", async ({ detail }) => {
    await layOutEngine(layout, toolchain, declaredPlugins());
    detail(describePlugins(toolchain));
  });
  const servers = step("Sandbox servers", async ({ detail }) => {
    seedGuests(layout);
    return startSandbox(toolchain, layout, ({ name }) => detail(`${name} is up`));
  });
  const stack = step(
    "Sandbox stack",
    async ({ detail, result }) => {
      const endpoints = result(servers);
      const environment = sandboxEnvironment(toolchain, layout, endpoints);
      await prepareStack(sandboxStack, layout, endpoints, environment);
      await recoverStack(sandboxStack, layout, environment, detail);
      return environment;
    },
    [programs, servers],
  );
  const ready = await runSteps([stack]);
  return {
    toolchain,
    layout,
    endpoints: ready.of(servers),
    environment: ready.of(stack),
  };
}

function describePlugins({ plugins, languageHost }: Toolchain): string {
  const all = { ...plugins, "language host": languageHost };
  return Object.entries(all)
    .map(([name, kind]) => `${name} ${kind}`)
    .join(", ");
}
