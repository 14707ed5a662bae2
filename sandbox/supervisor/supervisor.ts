import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { ManagedServer } from "./managed-server";
import { type SupervisorPlan } from "./server-spec";
import { identify, type ProcessIdentity, type SupervisorStatus } from "./status";
import { defaultTiming } from "./timing";

/** Runs the servers of a plan and says in the status file how they are. */
export class Supervisor {
  private readonly servers: readonly ManagedServer[];
  private readonly startedAt = new Date().toISOString();
  private readonly self: ProcessIdentity;

  constructor(private readonly plan: SupervisorPlan) {
    this.self = identify(process.pid) ?? { pid: process.pid, startTicks: "" };
    mkdirSync(plan.logDirectory, { recursive: true });
    const timing = { ...defaultTiming, ...plan.timing };
    this.servers = plan.servers.map(
      (spec) => new ManagedServer(spec, this.freshLog(spec.name), timing, () => this.writeStatus()),
    );
  }

  start(): void {
    this.writeStatus();
    for (const server of this.servers) server.start();
  }

  /** Stops every server and removes the status file. */
  async stop(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
    rmSync(this.plan.statusFile, { force: true });
  }

  /** An empty log; the last run's is kept beside it as `.1`. */
  private freshLog(name: string): string {
    const file = path.join(this.plan.logDirectory, `${name}.log`);
    if (existsSync(file)) renameSync(file, `${file}.1`);
    return file;
  }

  private writeStatus(): void {
    const status: SupervisorStatus = {
      supervisor: this.self,
      planHash: this.plan.hash,
      startedAt: this.startedAt,
      servers: Object.fromEntries(this.servers.map(({ spec, status }) => [spec.name, status])),
    };
    const draft = `${this.plan.statusFile}.tmp`;
    writeFileSync(draft, JSON.stringify(status, null, 2), { mode: 0o600 });
    renameSync(draft, this.plan.statusFile);
  }
}
