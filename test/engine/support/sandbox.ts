import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { logInsOn } from "../../../commands/bench/log-ins";
import { readEndpoints, type SandboxEndpoints } from "../../../sandbox/endpoints";
import { projectRoot } from "../../../lib/project-root";
import { sandboxLayout, type SandboxLayout } from "../../../sandbox/layout";
import { StackState, type StateResource } from "./stack-state";

/** What a command left behind. */
export interface Finished {
  readonly code: number | null;
  readonly output: string;
}

/** A command under way, leader of a process group of its own. */
export interface Running {
  readonly pid: number;
  /** What it has printed so far. */
  readonly said: () => string;
  readonly hasEnded: () => boolean;
  readonly finished: Promise<Finished>;
}

/** A resource that an update would change, delete or make. */
export interface PlannedChange {
  readonly operation: string;
  readonly name: string;
  /** Whether it is a thing on a server; a component is not. */
  readonly custom: boolean;
}

/** Whether making it is a log-in to a host: a remote object, or what the stack makes sure of there before a provider does. */
export const connects = ({ type }: StateResource): boolean =>
  [
    "command:remote:Command",
    "minio:index/iamPolicy:IamPolicy",
    "minio:index/iamUser:IamUser",
  ].includes(type);

/**
 * Words of an update of which a test wants to know what is applied. The policy pack is not asked, which takes a third of
 * it: what it stops has `policy.test.ts`, and that it lets the estate pass each `npm start`.
 */
export const up = ["up", "--yes", "--skip-preview", "--no-policy"];

type Tree = Record<string, unknown>;

/** A sandbox of the tests, with a stack and a directory of its own; a developer's is never touched. */
export class TestSandbox {
  readonly layout: SandboxLayout;
  readonly stack: string;
  readonly stackFile: string;
  readonly state: StackState;

  /** @param name - tells it from other sandboxes of the tests */
  constructor(name: string) {
    this.layout = sandboxLayout(path.join(projectRoot, ".sandbox", `test-${name}`));
    this.stack = `sandbox-${name}`;
    this.stackFile = path.join(projectRoot, `Pulumi.${this.stack}.yaml`);
    this.state = new StackState(this.layout.pulumi, this.stack);
  }

  /** Where everything of it listens. */
  get endpoints(): SandboxEndpoints {
    return readEndpoints(this.layout);
  }

  /** A file of one of its hosts, by its absolute path there. */
  hostFile(host: string, file: string): string {
    return path.join(this.layout.hosts, host, "root", file);
  }

  /**
   * Starts an npm command of the project on it.
   *
   * @param stack - another than its own, in the same backend
   */
  launch(
    name: string,
    args: readonly string[] = [],
    stdin = "",
    stack: string = this.stack,
  ): Running {
    const child = spawn(process.execPath, ["commands/bootstrap.js", name, ...args], {
      cwd: projectRoot,
      env: {
        ...process.env,
        SANDBOX_ROOT: this.layout.root,
        SANDBOX_STACK: stack,
        SHELL: "/bin/sh",
      },
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    let output = "";
    let ended = false;
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stdin.end(stdin);
    const finished = new Promise<Finished>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => {
        ended = true;
        resolve({ code, output });
      });
    });
    return { pid: child.pid ?? 0, said: () => output, hasEnded: () => ended, finished };
  }

  /** Runs an npm command to its end. */
  run(
    name: string,
    args: readonly string[] = [],
    stdin = "",
    stack: string = this.stack,
  ): Promise<Finished> {
    return this.launch(name, args, stdin, stack).finished;
  }

  /** Runs the Pulumi CLI on it and fails the test if that fails. */
  async pulumi(...args: readonly string[]): Promise<string> {
    const { code, output } = await this.run("pulumi", args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
    return output;
  }

  /** SSH connections in which somebody has logged in on any host so far, by the hosts' own logs. */
  connections(): number {
    return logInsOn(this.layout.logs);
  }

  /** What the SSH server of each host has logged so far. */
  hostLogs(): string[] {
    const logs = fs.readdirSync(this.layout.logs).filter((name) => name.startsWith("host-"));
    return logs.map((name) => fs.readFileSync(path.join(this.layout.logs, name), "utf8"));
  }

  /** How many more there are after `body`. */
  async countConnections(body: () => Promise<unknown>): Promise<number> {
    const before = this.connections();
    await body();
    return this.connections() - before;
  }

  /** What the next update would do. */
  async plannedChanges(): Promise<PlannedChange[]> {
    const preview = await this.pulumi("preview", "--no-policy", "--json");
    const { steps } = JSON.parse(preview.slice(preview.indexOf("{"))) as {
      steps: { op: string; urn: string; newState?: { custom?: boolean } }[];
    };
    return steps
      .filter(({ op }) => op !== "same")
      .map(({ op, urn, newState }) => ({
        operation: op,
        name: nameOf(urn),
        custom: newState?.custom === true,
      }));
  }

  /** Runs `body` with a changed declaration and puts the file back, whatever happens. */
  async withDeclaration<T>(change: (config: Tree) => void, body: () => Promise<T>): Promise<T> {
    const original = fs.readFileSync(this.stackFile, "utf8");
    const file = parse(original) as { config: Tree };
    change(file.config);
    fs.writeFileSync(this.stackFile, stringify(file));
    try {
      return await body();
    } finally {
      fs.writeFileSync(this.stackFile, original);
    }
  }

  /** Stops it and removes everything it made. */
  async remove(): Promise<void> {
    await this.run("sandbox-stop");
    fs.rmSync(this.layout.root, { recursive: true, force: true });
    fs.rmSync(this.stackFile, { force: true });
  }
}

const nameOf = (urn: string) => urn.split("::").at(-1) ?? "";

/** The sandbox that the engine's tests share: started once, before the first of them. */
export const shared = new TestSandbox("engine");
