import { readFileSync } from "node:fs";
import { ApiError } from "../api/api-error";
import { CommandError, refusalExit, usageExit } from "./command-error";

/** Where a command reads and writes. */
export interface CommandStreams {
  out(text: string): void;
  err(text: string): void;
  /** The first line of standard input; `undefined` at its end. */
  readLine(): string | undefined;
}

/** The streams of this process. */
export const processStreams: CommandStreams = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  readLine: () => {
    const text = readFileSync(0, "utf8");
    return text === "" ? undefined : text.split("\n")[0];
  },
};

/** Runs a command of the product; every refusal goes to standard error in its form, and gives the exit code. */
export async function runCommand(
  streams: CommandStreams,
  usage: () => string,
  command: () => Promise<void>,
): Promise<number> {
  try {
    await command();
    return 0;
  } catch (error) {
    if (error instanceof CommandError) return refuse(streams, error.message, error.exitCode);
    if (!(error instanceof ApiError)) throw error;
    if (error.faults === undefined) return refuse(streams, `${error.message}\n`, refusalExit);
    const faults = Object.entries(error.faults).map(([name, fault]) => `${name}: ${fault}\n`);
    const text = `${error.status} ${error.message}\n${faults.join("")}${usage()}\n`;
    return refuse(streams, text, usageExit);
  }
}

function refuse(streams: CommandStreams, text: string, exitCode: number): number {
  streams.err(text);
  return exitCode;
}
