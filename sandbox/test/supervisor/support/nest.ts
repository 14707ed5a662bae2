import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { buildExecutables } from "../../../build";
import { rememberedPorts } from "../../../estate/ports";
import { supervisorPaths, type SupervisorPaths } from "../../../supervisor/paths";
import { supervisorPlan } from "../../../supervisor/plan";
import { findSupervisor, stopSupervisor } from "../../../supervisor/running";
import { type ServerSpec, type SupervisorPlan } from "../../../supervisor/server-spec";
import { startServers } from "../../../supervisor/start";
import { isAlive, type SupervisorStatus } from "../../../supervisor/status";
import { type Timing } from "../../../supervisor/timing";

/** What the fake server does: see `fake-server.js`; `silent` logs at once and never listens. */
export type Behaviour = "healthy" | "sick" | "silent" | "crashing" | "gated" | "family";

const quick: Partial<Timing> = { startingCheck: 20, healthyCheck: 50, firstBackoff: 20 };

/** A place for one supervisor of a test, with everything it needs and nothing left behind. */
export class Nest {
  readonly directory = mkdtempSync(path.join(os.tmpdir(), "supervisor-"));
  readonly paths: SupervisorPaths = supervisorPaths({
    run: this.directory,
    logs: path.join(this.directory, "logs"),
  });

  private readonly gate = path.join(this.directory, "gate");

  constructor() {
    mkdirSync(this.paths.logs);
  }

  /** A plan of one fake server for each behaviour, named after it. */
  async plan(behaviours: readonly Behaviour[], timing?: Partial<Timing>): Promise<SupervisorPlan> {
    const ports = await rememberedPorts(path.join(this.directory, "ports.json"), behaviours, true);
    const specs = behaviours.map((behaviour) => fakeServer(behaviour, ports[behaviour], this.gate));
    return { ...supervisorPlan(specs, this.paths, "test"), timing: { ...quick, ...timing } };
  }

  /** Lets gated servers answer. */
  openGate(): void {
    writeFileSync(this.gate, "");
  }

  /**
   * Starts `plan` and resolves to the names in the order in which they became healthy.
   *
   * @param onReady - called with each name
   */
  async start(
    plan: SupervisorPlan,
    onReady: (name: string) => void = () => undefined,
  ): Promise<readonly string[]> {
    const names: string[] = [];
    const { "sandbox-supervisor": supervisor } = await buildExecutables(["sandbox-supervisor"]);
    await startServers(supervisor.file, plan, this.paths, ({ name }) => {
      names.push(name);
      onReady(name);
    });
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

function fakeServer(behaviour: Behaviour, port: number, gate: string): ServerSpec {
  const url = `http://127.0.0.1:${port}/`;
  const program = path.join(__dirname, "fake-server.js");
  return {
    name: behaviour,
    command:
      behaviour === "silent"
        ? ["/bin/sh", "-c", "echo cannot find the licence file; exec sleep 1000"]
        : [process.execPath, program, String(port), behaviour, gate],
    environment: { PATH: process.env["PATH"] ?? "" },
    endpoint: url,
    health: { kind: "http", url, statuses: [200] },
    // The silent one is waited for in vain; a shell has spoken by then on the busiest machine.
    startSeconds: behaviour === "silent" ? 2 : 60,
  };
}

/** The processes that `status` names and that still live. */
export function survivors(status: SupervisorStatus): readonly number[] {
  const servers = Object.values(status.servers).map((server) => server.process);
  return [status.supervisor, ...servers].filter(isAlive).map(({ pid }) => pid);
}
