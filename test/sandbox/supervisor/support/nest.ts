import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { buildExecutables } from "../../../../sandbox/build";
import { rememberedPorts } from "../../../../sandbox/servers/ports";
import { supervisorPaths, type SupervisorPaths } from "../../../../sandbox/supervisor/paths";
import { supervisorPlan } from "../../../../sandbox/supervisor/plan";
import { findSupervisor, stopSupervisor } from "../../../../sandbox/supervisor/running";
import { type ServerSpec, type SupervisorPlan } from "../../../../sandbox/supervisor/server-spec";
import { startServers } from "../../../../sandbox/supervisor/start";
import { isAlive, type SupervisorStatus } from "../../../../sandbox/supervisor/status";
import { type Timing } from "../../../../sandbox/supervisor/timing";

/** What the fake server does; see `fake-server.js`. */
export type Behaviour = "healthy" | "sick" | "silent" | "crashing" | "slow" | "family";

const quick: Partial<Timing> = { startingCheck: 20, healthyCheck: 50, firstBackoff: 20 };

/** A place for one supervisor of a test, with everything it needs and nothing left behind. */
export class Nest {
  readonly directory = mkdtempSync(path.join(os.tmpdir(), "supervisor-"));
  readonly paths: SupervisorPaths = supervisorPaths({
    run: this.directory,
    logs: path.join(this.directory, "logs"),
  });

  constructor() {
    mkdirSync(this.paths.logs);
  }

  /** A plan of one fake server for each behaviour, named after it. */
  async plan(behaviours: readonly Behaviour[], timing?: Partial<Timing>): Promise<SupervisorPlan> {
    const ports = await rememberedPorts(path.join(this.directory, "ports.json"), behaviours, true);
    const specs = behaviours.map((behaviour) => fakeServer(behaviour, ports[behaviour]));
    return { ...supervisorPlan(specs, this.paths, "test"), timing: { ...quick, ...timing } };
  }

  /** Starts `plan` and resolves to the names in the order in which they became healthy. */
  async start(plan: SupervisorPlan): Promise<readonly string[]> {
    const names: string[] = [];
    const { "sandbox-supervisor": supervisor } = await buildExecutables(["sandbox-supervisor"]);
    await startServers(supervisor.file, plan, this.paths, ({ name }) => names.push(name));
    return names;
  }

  stop(): Promise<boolean> {
    return stopSupervisor(this.paths);
  }

  /** The status of the supervisor that runs. */
  async status(): Promise<SupervisorStatus> {
    const status = await findSupervisor(this.paths);
    if (status === undefined) throw new Error("no supervisor runs");
    return status;
  }

  /** Stops what runs and removes the files. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.directory, { recursive: true });
  }
}

function fakeServer(behaviour: Behaviour, port: number): ServerSpec {
  const url = `http://127.0.0.1:${port}/`;
  return {
    name: behaviour,
    command: [
      process.execPath,
      path.join(__dirname, "fake-server.js"),
      ...[String(port), behaviour],
    ],
    environment: { PATH: process.env["PATH"] ?? "" },
    endpoint: url,
    health: { kind: "http", url, statuses: [200] },
    startSeconds: behaviour === "silent" ? 0.5 : 20,
  };
}

/** The processes that `status` names and that still live. */
export function survivors(status: SupervisorStatus): readonly number[] {
  const servers = Object.values(status.servers).map((server) => server.process);
  return [status.supervisor, ...servers].filter(isAlive).map(({ pid }) => pid);
}

/** Resolves once `condition` holds; rejects after `seconds`. */
export async function until(
  condition: () => Promise<boolean> | boolean,
  seconds = 10,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
