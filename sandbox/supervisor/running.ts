import { setTimeout as sleep } from "node:timers/promises";
import { isUnlocked } from "./alive-lock";
import { type SupervisorPaths } from "./paths";
import { signalGroup } from "./server-process";
import { isAlive, readStatus, type SupervisorStatus } from "./status";

const pollMilliseconds = 50;

/** How long a supervisor may take to stop everything before it is killed. */
const stopSeconds = 15;

/** The running supervisor's status; none if none runs. Waits for one that has only just begun. */
export async function findSupervisor(
  paths: SupervisorPaths,
): Promise<SupervisorStatus | undefined> {
  for (;;) {
    const status = readStatus(paths.statusFile);
    if (isAlive(status?.supervisor)) return status;
    if (await isUnlocked(paths.aliveLock)) return undefined;
    await sleep(pollMilliseconds);
  }
}

/** Stops the running supervisor and its servers; says whether there was one. */
export async function stopSupervisor(paths: SupervisorPaths): Promise<boolean> {
  const status = await findSupervisor(paths);
  if (status === undefined) {
    await endLeftovers(readStatus(paths.statusFile));
    return false;
  }
  process.kill(status.supervisor.pid, "SIGTERM");
  if (!(await isUnlocked(paths.aliveLock, stopSeconds))) {
    if (isAlive(status.supervisor)) process.kill(status.supervisor.pid, "SIGKILL");
    await isUnlocked(paths.aliveLock, stopSeconds);
  }
  await endLeftovers(status);
  return true;
}

/**
 * Kills what a dead supervisor's servers left. The kernel has killed the servers themselves; this
 * waits until they are gone, so that their ports are free.
 */
export async function endLeftovers(status: SupervisorStatus | undefined): Promise<void> {
  const processes = Object.values(status?.servers ?? {}).map((server) => server.process);
  for (const leftover of processes) signalGroup(leftover, "SIGKILL");
  while (processes.some((leftover) => isAlive(leftover))) await sleep(pollMilliseconds);
}
