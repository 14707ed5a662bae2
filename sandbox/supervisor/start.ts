import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { writeFileAtomically } from "../../lib/atomic-file";
import { underLock } from "./alive-lock";
import { type SupervisorPaths } from "./paths";
import { findSupervisor, stopSupervisor } from "./running";
import { type SupervisorPlan } from "./server-spec";
import { type SupervisorStatus } from "./status";
import { type OnServerReady, untilHealthy } from "./until-healthy";

/**
 * Brings the servers of `plan` up and resolves once all are healthy. Joins a supervisor that runs
 * this very plan, replaces one that runs another, and clears away after a dead one. The caller holds
 * the client lock.
 *
 * @param supervisor the compiled `sandbox-supervisor`.
 * @throws if a server does not come up; everything is stopped again by then.
 */
export async function startServers(
  supervisor: string,
  plan: SupervisorPlan,
  paths: SupervisorPaths,
  onReady: OnServerReady,
): Promise<void> {
  const running = await findSupervisor(paths);
  let hasEnded = () => true;
  if (running === undefined || !serves(running, plan)) {
    await stopSupervisor(paths);
    await writeFileAtomically(paths.planFile, JSON.stringify(plan), 0o600);
    hasEnded = spawnSupervisor(supervisor, paths);
  }
  try {
    await untilHealthy(plan, paths, onReady, hasEnded);
  } catch (error) {
    await stopSupervisor(paths);
    throw error;
  }
}

function serves(running: SupervisorStatus, plan: SupervisorPlan): boolean {
  const givenUp = Object.values(running.servers).some((server) => server.state === "failed");
  return running.planHash === plan.hash && !givenUp;
}

/**
 * Starts the supervisor in a session of its own: it outlives this process and its terminal. Returns
 * whether it has ended since.
 */
function spawnSupervisor(supervisor: string, paths: SupervisorPaths): () => boolean {
  const [command, ...args] = underLock(paths.aliveLock, [supervisor, paths.planFile]);
  const log = openSync(paths.supervisorLog, "w");
  const child = spawn(command ?? "", args, {
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
    env: { PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/usr/bin:/sbin:/bin` },
  });
  child.unref();
  closeSync(log);
  return () => child.exitCode !== null || child.signalCode !== null;
}
