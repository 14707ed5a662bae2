import { setTimeout as sleep } from "node:timers/promises";
import { logTail } from "./log-tail";
import { type SupervisorPaths } from "./paths";
import { findSupervisor } from "./running";
import { type SupervisorPlan } from "./server-spec";
import { type ServerStatus, type SupervisorStatus } from "./status";

/** Called once a server, as soon as it is healthy. */
export type OnServerReady = (server: { readonly name: string; readonly endpoint: string }) => void;

const pollMilliseconds = 50;
const defaultStartSeconds = 60;

/** Beyond the slowest server's own time, for the supervisor's start. */
const graceSeconds = 5;

type Named = readonly [name: string, status: ServerStatus];

/**
 * Resolves when every server of the plan is healthy.
 *
 * @throws naming each server that is not, the reason, and the last lines of its log.
 */
export async function untilHealthy(
  plan: SupervisorPlan,
  paths: SupervisorPaths,
  onReady: OnServerReady,
): Promise<void> {
  const slowest = Math.max(
    0,
    ...plan.servers.map((spec) => spec.startSeconds ?? defaultStartSeconds),
  );
  const deadline = Date.now() + (slowest + graceSeconds) * 1000;
  const announced = new Set<string>();
  for (;;) {
    const status = await findSupervisor(paths);
    if (status === undefined) throw supervisorEnded(paths);
    const servers = Object.entries(status.servers);
    for (const [name, { state, endpoint }] of servers)
      if (state === "healthy" && !announced.has(name)) {
        announced.add(name);
        onReady({ name, endpoint });
      }
    const missing = servers.filter(([, { state }]) => state !== "healthy");
    if (missing.length === 0) return;
    if (Date.now() > deadline || hasFailed(status)) throw notHealthy(missing);
    await sleep(pollMilliseconds);
  }
}

const hasFailed = (status: SupervisorStatus) =>
  Object.values(status.servers).some(({ state }) => state === "failed");

function notHealthy(servers: readonly Named[]): Error {
  const failed = servers.filter(([, { state }]) => state === "failed");
  return new Error((failed.length > 0 ? failed : servers).map(describe).join("\n\n"));
}

function describe([name, { endpoint, reason, logFile }]: Named): string {
  return [
    `the sandbox's server "${name}" (${endpoint}) did not come up: ${reason ?? "not healthy in time"}`,
    `the last lines of ${logFile}:`,
    ...indented(logFile),
  ].join("\n");
}

function supervisorEnded(paths: SupervisorPaths): Error {
  return new Error(
    [
      "the sandbox's supervisor ended while its servers were starting",
      `the last lines of ${paths.supervisorLog}:`,
      ...indented(paths.supervisorLog),
    ].join("\n"),
  );
}

function indented(logFile: string): readonly string[] {
  const lines = logTail(logFile);
  return (lines.length > 0 ? lines : ["(empty)"]).map((line) => `  ${line}`);
}
