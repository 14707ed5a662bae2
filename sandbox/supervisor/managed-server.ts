import { setTimeout as sleep } from "node:timers/promises";
import { checkHealth } from "./health";
import { ServerProcess } from "./server-process";
import { type ServerSpec } from "./server-spec";
import { type ServerState, type ServerStatus } from "./status";
import { type Timing } from "./timing";

const defaultStartSeconds = 60;

/** Keeps one server running: starts it, checks it, and starts it anew, a bounded number of times. */
export class ManagedServer {
  private state: ServerState = "starting";
  private reason: string | undefined;
  private process: ServerProcess | undefined;
  private readonly restarts: number[] = [];
  private readonly over = new AbortController();
  private finished: Promise<void> = Promise.resolve();

  constructor(
    readonly spec: ServerSpec,
    private readonly logFile: string,
    private readonly timing: Timing,
    private readonly changed: () => void,
  ) {}

  get status(): ServerStatus {
    return {
      state: this.state,
      process: this.process?.identity,
      endpoint: this.spec.endpoint,
      logFile: this.logFile,
      restarts: this.restarts.length,
      reason: this.reason,
    };
  }

  start(): void {
    this.finished = this.keepRunning();
  }

  async stop(): Promise<void> {
    this.over.abort();
    await this.process?.stop();
    await this.finished;
    this.enter("stopped");
  }

  private async keepRunning(): Promise<void> {
    while (!this.over.signal.aborted) {
      const reason = await this.runOnce();
      this.process = undefined;
      if (this.over.signal.aborted) return;
      if (this.recentRestarts() >= this.timing.maxRestarts)
        return this.enter(
          "failed",
          `given up after ${this.timing.maxRestarts} restarts: ${reason}`,
        );
      this.enter("restarting", reason);
      await this.pause(this.timing.firstBackoff * 2 ** this.recentRestarts(), this.over.signal);
      this.restarts.push(Date.now());
    }
  }

  /** One life of the server; resolves to why it is over. */
  private async runOnce(): Promise<string> {
    const process = new ServerProcess(this.spec, this.logFile);
    this.process = process;
    this.enter("starting", this.reason);
    const life = new AbortController();
    const end = await Promise.race([process.ended, this.watch(life.signal)]);
    life.abort();
    if (!this.over.signal.aborted) await process.stop();
    await process.ended;
    return end;
  }

  /** Checks until the server is ill; resolves to what is wrong. Never resolves once `over`. */
  private async watch(over: AbortSignal): Promise<string> {
    const deadline = Date.now() + (this.spec.startSeconds ?? defaultStartSeconds) * 1000;
    const faults: string[] = [];
    while (!over.aborted) {
      const fault = await checkHealth(this.spec.health);
      if (over.aborted) break;
      if (fault === undefined) this.recover(faults);
      else faults.push(fault);
      if (this.isIll(faults.length, deadline)) return `not healthy: ${fault}`;
      const { healthyCheck, startingCheck } = this.timing;
      await this.pause(this.state === "healthy" ? healthyCheck : startingCheck, over);
    }
    return new Promise(() => undefined);
  }

  private recover(faults: string[]): void {
    faults.length = 0;
    if (this.state !== "healthy") this.enter("healthy");
  }

  private isIll(faults: number, deadline: number): boolean {
    return this.state === "healthy"
      ? faults >= this.timing.badChecks
      : faults > 0 && Date.now() > deadline;
  }

  private async pause(milliseconds: number, over: AbortSignal): Promise<void> {
    await sleep(milliseconds, undefined, { signal: over }).catch(() => undefined);
  }

  private recentRestarts(): number {
    const since = Date.now() - this.timing.restartWindow;
    return this.restarts.filter((time) => time > since).length;
  }

  private enter(state: ServerState, reason?: string): void {
    this.state = state;
    this.reason = reason;
    this.changed();
  }
}
