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
 * @param hasEnded whether a supervisor that cannot be found has ended; otherwise it is still to come.
 * @throws naming each server that is not, the reason, and the last lines of its log.
 */
export async function untilHealthy(
  plan: SupervisorPlan,
  paths: SupervisorPaths,
  onReady: OnServerReady,
  hasEnded: () => boolean,
): Promise<void> {
  const deadline = Date.now() + startMilliseconds(plan);
  const announce = announcer(onReady);
  for (;;) {
    // Asked first: a supervisor that ends in between has still been looked for while it lived.
    const ended = hasEnded();
    const status = await findSupervisor(paths);
    const late = Date.now() > deadline;
    if (status === undefined && (ended || late)) throw supervisorEnded(paths);
    if (status !== undefined) {
      announce(status);
      const missing = Object.entries(status.servers).filter(([, { state }]) => state !== "healthy");
      if (missing.length === 0) return;
      if (late || missing.some(hasFailed)) throw notHealthy(missing);
    }
    await sleep(pollMilliseconds);
  }
}

function startMilliseconds({ servers }: SupervisorPlan): number {
  const seconds = servers.map((spec) => spec.startSeconds ?? defaultStartSeconds);
  return (Math.max(0, ...seconds) + graceSeconds) * 1000;
}

/** Tells of each server once, when it is first seen healthy. */
function announcer(onReady: OnServerReady): (status: SupervisorStatus) => void {
  const announced = new Set<string>();
  return ({ servers }) => {
    for (const [name, { state, endpoint }] of Object.entries(servers)) {
      if (state !== "healthy" || announced.has(name)) continue;
      announced.add(name);
      onReady({ name, endpoint });
    }
  };
}

const hasFailed = ([, { state }]: Named) => state === "failed";

function notHealthy(servers: readonly Named[]): Error {
  const failed = servers.filter(hasFailed);
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
