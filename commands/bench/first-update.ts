import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";
import { sandboxStack } from "../sandbox/environment";
import { prepareSandbox, settleStack } from "../sandbox/prepare";
import { stackFile } from "../stack/stack-file";
import { run } from "../support/child";
import { type Sample } from "./figures";
import { logInsOn } from "./log-ins";
import { timed } from "./timed";

/** What one first update took, without its round. */
export type FirstUpdate = Omit<Sample, "scenario" | "round">;

const bootstrap = path.join(projectRoot, "commands", "bootstrap.js");

/** Measures a first update, of another sandbox than the one that runs, which is made and removed again. */
export async function measureFirstUpdate(root: string): Promise<FirstUpdate> {
  const stack = "sandbox-bench";
  const env = { ...process.env, SANDBOX_ROOT: path.join(root, "bench"), SANDBOX_STACK: stack };
  const command = (...args: string[]) => run(process.execPath, [bootstrap, ...args], { env });
  try {
    const { code, stdout, stderr } = await command("bench", "--first-update");
    if (code !== 0) throw new Error(`a first update failed:\n${stderr}`);
    return JSON.parse(stdout.slice(stdout.lastIndexOf("\n{") + 1)) as FirstUpdate;
  } finally {
    await command("sandbox-stop");
    fs.rmSync(env.SANDBOX_ROOT, { recursive: true, force: true });
    fs.rmSync(stackFile(stack), { force: true });
  }
}

/** The same in the process that has the other sandbox to itself. */
export async function firstUpdateHere(): Promise<FirstUpdate> {
  const sandbox = await prepareSandbox();
  await settleStack(sandbox);
  const before = logInsOn(sandbox.layout.logs);
  const measured = await timed({
    program: "pulumi",
    args: ["up", "--yes", "--skip-preview", "--stack", sandboxStack, "--policy-pack", "policy"],
    environment: sandbox.environment,
  });
  return { ...measured, connections: logInsOn(sandbox.layout.logs) - before };
}
