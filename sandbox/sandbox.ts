import { mkdirSync } from "node:fs";
import { buildExecutables } from "./build";
import { endpointsFile, readEndpoints, type SandboxEndpoints } from "./endpoints";
import { estatePrograms, type EstateTools, sandboxEstate } from "./estate";
import { writeFileAtomically } from "../lib/atomic-file";
import { type SandboxLayout } from "./layout";
import { supervisorPaths } from "./supervisor/paths";
import { supervisorPlan } from "./supervisor/plan";
import { findSupervisor, stopSupervisor } from "./supervisor/running";
import { startServers } from "./supervisor/start";
import { type SupervisorStatus } from "./supervisor/status";
import { type OnServerReady } from "./supervisor/until-healthy";
import { withLock } from "../lib/lock";

/**
 * Starts the servers and hosts of `layout`, or joins those that run. What runs and is not what it
 * should be is replaced, and what an interrupted start or a dead supervisor has left is cleared away.
 *
 * @throws naming each server that does not come up, with the last lines of its log; nothing runs then.
 */
export async function startSandbox(
  tools: EstateTools,
  layout: SandboxLayout,
  onReady: OnServerReady = () => undefined,
): Promise<SandboxEndpoints> {
  for (const directory of [layout.run, layout.logs])
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  return withLock(clientLock(layout), async () => {
    const paths = supervisorPaths(layout);
    const programs = await buildExecutables([...estatePrograms, "sandbox-supervisor"]);
    const isRunning = (await findSupervisor(paths)) !== undefined;
    if (!isRunning) await stopSupervisor(paths);
    const { servers, endpoints } = await sandboxEstate(layout, tools, programs, isRunning);
    const supervisor = programs["sandbox-supervisor"];
    const plan = supervisorPlan(servers, paths, supervisor.revision);
    await startServers(supervisor.file, plan, paths, onReady);
    await writeFileAtomically(endpointsFile(layout), JSON.stringify(endpoints, null, 2), 0o600);
    return endpoints;
  });
}

/** Stops the sandbox of `layout`; what it keeps on disk stays. Says whether it ran. */
export async function stopSandbox(layout: SandboxLayout): Promise<boolean> {
  return withLock(clientLock(layout), () => stopSupervisor(supervisorPaths(layout)));
}

/** Where the sandbox of `layout` is reached; none if it does not run. */
export async function runningSandbox(layout: SandboxLayout): Promise<SandboxEndpoints | undefined> {
  return (await sandboxStatus(layout)) === undefined ? undefined : readEndpoints(layout);
}

/** How each server of the sandbox of `layout` is; none if it does not run. */
export async function sandboxStatus(layout: SandboxLayout): Promise<SupervisorStatus | undefined> {
  return findSupervisor(supervisorPaths(layout));
}

/** Held while somebody starts or stops the sandbox of `layout`. */
const clientLock = (layout: SandboxLayout) => `sandbox ${layout.root}`;
