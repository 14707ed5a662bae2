import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { projectRoot, sandboxLayout } from "../../../sandbox/layout";

/** The stack and the directory of the sandbox that the engine's tests share; a developer's own is not touched. */
export const testStack = "sandbox-test";
export const testRoot = path.join(projectRoot, ".sandbox", "engine");
export const testLayout = sandboxLayout(testRoot);
const stackFile = path.join(projectRoot, `Pulumi.${testStack}.yaml`);

/** What a command left behind. */
export interface Finished {
  readonly code: number | null;
  readonly output: string;
}

/** A command under way. */
export interface Running {
  readonly pid: number;
  readonly finished: Promise<Finished>;
}

/** Starts an npm command of the project on the shared sandbox. */
export function launch(name: string, args: readonly string[] = [], stdin = ""): Running {
  const child = spawn(process.execPath, ["commands/bootstrap.js", name, ...args], {
    cwd: projectRoot,
    env: { ...process.env, SANDBOX_ROOT: testRoot, SANDBOX_STACK: testStack, SHELL: "/bin/sh" },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stdin.end(stdin);
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
  return { pid: child.pid ?? 0, finished };
}

/** Runs an npm command to its end. */
export function run(name: string, args: readonly string[] = [], stdin = ""): Promise<Finished> {
  return launch(name, args, stdin).finished;
}

/** Runs the Pulumi CLI on the sandbox and fails the test if it fails. */
export async function pulumi(...args: readonly string[]): Promise<string> {
  const { code, output } = await run("pulumi", args);
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
  return output;
}

/** How many resources the last update created, changed, deleted or left alone. */
export async function lastChanges(): Promise<Record<string, number>> {
  const history = await pulumi("stack", "history", "--json", "--page-size", "1");
  const [last] = JSON.parse(history.slice(history.indexOf("["))) as {
    resourceChanges: Record<string, number>;
  }[];
  return last?.resourceChanges ?? {};
}

type Tree = Record<string, unknown>;

/** Runs `body` with a changed declaration and puts the file back, whatever happens. */
export async function withDeclaration<T>(
  change: (config: Tree) => void,
  body: () => Promise<T>,
): Promise<T> {
  const original = fs.readFileSync(stackFile, "utf8");
  const file = parse(original) as { config: Tree };
  change(file.config);
  fs.writeFileSync(stackFile, stringify(file));
  try {
    return await body();
  } finally {
    fs.writeFileSync(stackFile, original);
  }
}

/** Everything the tests made: servers, directory, stack file. */
export async function removeSandbox(): Promise<void> {
  await run("sandbox-stop");
  fs.rmSync(testRoot, { recursive: true, force: true });
  fs.rmSync(stackFile, { force: true });
}

/** Where the shared sandbox listens. */
export function testEndpoints(): Tree {
  return JSON.parse(fs.readFileSync(path.join(testLayout.run, "endpoints.json"), "utf8")) as Tree;
}
