import execa, { type ExecaChildProcess, type ExecaReturnValue, type Options } from "execa";
import { projectRoot } from "../../lib/project-root";

/** Gets a program that has just been started, to signal it or to take what it prints as it comes. */
export type OnStart = (child: ExecaChildProcess) => void;

/** How a program ended, and what it printed where that was collected. */
export interface Ended {
  /** `null` if a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both of them as they came; only where it was asked for. */
  readonly all?: string;
}

/**
 * Runs a program in the project. Its environment is `env` alone where one is given, and what it prints comes back
 * unchanged, however it ends.
 *
 * @param stdin - what it reads, secrets included: they go nowhere else; left out: nothing
 * @throws Error if it cannot be started
 */
export async function run(
  program: string,
  args: readonly string[],
  options: Options = {},
  stdin?: string,
  onStart?: OnStart,
): Promise<Ended> {
  const child = execa(program, args, {
    ...{ cwd: projectRoot, extendEnv: options.env === undefined, reject: false },
    ...{ stripFinalNewline: false, maxBuffer: Number.MAX_SAFE_INTEGER },
    ...(stdin === undefined && options.stdio === undefined ? { stdin: "ignore" } : {}),
    ...options,
  });
  onStart?.(child);
  // A program that ends without reading it says with its exit code how it went.
  child.stdin?.removeAllListeners("error").on("error", () => undefined);
  child.stdin?.end(stdin);
  return ended(await child);
}

/** The same on this terminal, for its exit code; 1 if a signal ended it. */
export async function show(
  program: string,
  args: readonly string[],
  options: Options = {},
  onStart?: OnStart,
): Promise<number> {
  const { code } = await run(program, args, { stdio: "inherit", ...options }, undefined, onStart);
  return code ?? 1;
}

function ended(result: ExecaReturnValue): Ended {
  const { exitCode, signal, stdout, stderr, all } = result;
  // What could not be started has neither, and is an Error.
  if (typeof exitCode !== "number" && signal === undefined) throw result as unknown;
  return {
    code: signal === undefined ? exitCode : null,
    stdout,
    stderr,
    ...(all === undefined ? {} : { all }),
  };
}
