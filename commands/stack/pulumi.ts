import { spawn } from "node:child_process";
import { projectRoot } from "../../lib/project-root";
import { exitCode } from "../exit-code";

/** What the Pulumi CLI left behind. */
export interface PulumiResult {
  /** `null` if a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the Pulumi CLI of `environment` in the project.
 *
 * @param stdin - where secrets go: never into `args`
 * @throws Error if it cannot be started
 */
export function pulumiResult(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  stdin = "",
): Promise<PulumiResult> {
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", ["--non-interactive", ...args], {
      cwd: projectRoot,
      env: environment,
      stdio: ["pipe", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("error", (error) => reject(notStarted(error)));
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    // A CLI that ends without reading it says with its exit code how it went.
    child.stdin.on("error", () => undefined);
    child.stdin.end(stdin);
  });
}

/**
 * The same, for what it printed.
 *
 * @param printed - `secret` if secrets are among what it prints, which then appears in no error
 * @throws Error with everything it printed if it fails
 */
export async function runPulumi(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  stdin = "",
  printed: "shown" | "secret" = "shown",
): Promise<string> {
  const { code, stdout, stderr } = await pulumiResult(args, environment, stdin);
  if (code === 0) return stdout;
  const shown = printed === "shown" ? stdout : "";
  throw new Error(`pulumi ${args.join(" ")} ended with ${String(code)}:\n${shown}${stderr}`);
}

function notStarted(error: NodeJS.ErrnoException): Error {
  return error.code === "ENOENT"
    ? new Error("pulumi is not on PATH; install the Pulumi CLI, or add the directory that has it")
    : error;
}

/** Runs the Pulumi CLI in the foreground, on this terminal; resolves to its exit code. */
export function showPulumi(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  // Ctrl-C reaches the CLI too, which then ends in order: it is waited for, or it would go on in the background.
  const goOn = () => undefined;
  process.on("SIGINT", goOn);
  return exitCode(
    spawn("pulumi", args, { cwd: projectRoot, env: environment, stdio: "inherit" }),
  ).finally(() => process.off("SIGINT", goOn));
}
