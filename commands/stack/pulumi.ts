import { type Ended, type OnStart, run } from "../support/child";
import { describeLocks } from "./stack-lock";

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
): Promise<Ended> {
  return started(run("pulumi", ["--non-interactive", ...args], { env: environment }, stdin));
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
  const locked = describeLocks(args, stderr);
  throw new Error(
    `pulumi ${args.join(" ")} ended with ${String(code)}:\n${shown}${stderr}${locked ?? ""}`,
  );
}

/** What becomes of the CLI, if it was started at all. */
function started<Result>(running: Promise<Result>): Promise<Result> {
  return running.catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT"
      ? new Error("pulumi is not on PATH; install the Pulumi CLI, or add the directory that has it")
      : error;
  });
}

/** What the CLI asks and shows is on standard output; errors are read here as well. */
const onTerminal = ["inherit", "inherit", "pipe"] as const;
const showErrors: OnStart = ({ stderr }) => void stderr?.pipe(process.stderr);

/**
 * Runs the Pulumi CLI in the foreground, on this terminal, and says what helps where somebody else's update holds the
 * stack. Resolves to its exit code; 1 if a signal ended it.
 */
export async function showPulumi(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  // Ctrl-C reaches the CLI too, which then ends in order: it is waited for, or it would go on in the background.
  const goOn = () => undefined;
  process.on("SIGINT", goOn);
  try {
    const options = { env: environment, cleanup: false, stdio: onTerminal };
    const { code, stderr } = await started(run("pulumi", args, options, undefined, showErrors));
    const locked = describeLocks(args, stderr);
    if (locked !== undefined) console.error(locked);
    return code ?? 1;
  } finally {
    process.off("SIGINT", goOn);
  }
}
