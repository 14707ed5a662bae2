import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as readline from "node:readline";
import { type Readable } from "node:stream";

/** How a command is run; the environment is the caller's to give, never taken from the process. */
export interface CommandOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Milliseconds after which the command and all its children are killed; without it, none. */
  readonly timeout?: number;
  /** A file that gets all output as well. */
  readonly log?: string;
  /** Sees each line of both outputs as it comes. */
  readonly onLine?: (line: string) => void;
}

/** How a command ended. A command that could not be started has `code` null and says why in `output`. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  /** Standard output and standard error, line by line as they came. */
  readonly output: string;
}

const shownLines = 15;

/** The last lines of an output, enough to see what went wrong. */
export function tail(output: string, lines = shownLines): string {
  return output.trimEnd().split("\n").slice(-lines).join("\n");
}

/** Runs `program` without a shell and without input, and resolves when it and its outputs have ended. */
export async function runCommand(
  program: string,
  args: readonly string[],
  { env, cwd, timeout, log, onLine }: CommandOptions,
): Promise<CommandResult> {
  const stdout: string[] = [];
  const output: string[] = [];
  const logFile = log === undefined ? undefined : fs.openSync(log, "a");
  const take = (line: string) => {
    output.push(line);
    if (logFile !== undefined) fs.writeSync(logFile, `${line}\n`);
    onLine?.(line);
  };

  // A group of its own, so that a hanging shim dies together with what it started; a command
  // without a time limit stays in ours, so that Ctrl-C reaches it.
  const detached = timeout !== undefined;
  const child = spawn(program, args, { env, cwd, detached, stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => child.pid !== undefined && process.kill(-child.pid, "SIGKILL");
  const timer = timeout === undefined ? undefined : setTimeout(kill, timeout);
  const ended = new Promise<number | null>((resolve) => {
    child.on("close", resolve);
    child.on("error", (error) => {
      take(error.message);
      resolve(null);
    });
  });

  const lines = (stream: Readable) => readline.createInterface({ input: stream });
  lines(child.stdout).on("line", (line) => {
    stdout.push(line);
    take(line);
  });
  lines(child.stderr).on("line", take);
  try {
    const code = await ended;
    return { code, stdout: stdout.join("\n"), output: output.join("\n") };
  } finally {
    clearTimeout(timer);
    if (logFile !== undefined) fs.closeSync(logFile);
  }
}

/** Runs a command that must succeed. Throws with its last lines and the place of its log if it does not. */
export async function mustRun(
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const result = await runCommand(program, args, options);
  if (result.code === 0) return result;
  const ending =
    result.code === null ? "was stopped or could not be started" : `ended with code ${result.code}`;
  const where = options.log === undefined ? "" : `\nThe whole output is in ${options.log}.`;
  throw new Error(`${program} ${args.join(" ")} ${ending}:\n${tail(result.output)}${where}`);
}
