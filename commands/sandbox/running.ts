import { createRequire } from "node:module";
import { type SandboxEndpoints } from "../../sandbox/endpoints";
import { type SandboxLayout } from "../../sandbox/layout";
import type * as findRunning from "./find-running";

/** A sandbox that runs and the environment in which the plain Pulumi CLI works on it. */
export interface RunningSandbox {
  readonly layout: SandboxLayout;
  readonly endpoints: SandboxEndpoints;
  readonly environment: NodeJS.ProcessEnv;
}

/** Loads nothing of the twin before it is asked for: who looks after the real lab need not have it. */
const load = createRequire(__filename);

/**
 * The sandbox that runs, its stack file in step with the lab's.
 *
 * @throws Error if none does
 */
export function sandboxThatRuns(): Promise<RunningSandbox> {
  return (load("./find-running") as typeof findRunning).findRunning();
}

/**
 * The environment of the sandbox that runs.
 *
 * @throws Error if none does
 */
export async function runningEnvironment(): Promise<NodeJS.ProcessEnv> {
  return (await sandboxThatRuns()).environment;
}
