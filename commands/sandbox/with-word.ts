import { createInterface } from "node:readline/promises";
import { StepsFailed } from "../../lib/progress/steps-failed";
import { InstallationRefused } from "../../sandbox/toolchain/system";

/** Asks somebody who can answer; null where nobody can. */
export type Ask = ((question: string) => Promise<string>) | null;

/** The terminal, if there is one. */
const terminal: Ask = process.stdin.isTTY
  ? async (question) => {
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return await lines.question(question);
      } finally {
        lines.close();
      }
    }
  : null;

/** Says that Debian packages may be installed on this machine, as an option of a command. */
export const wordOption = [
  "--yes",
  "where a Debian package is missing and cannot be unpacked for this project alone: install it (as root, apt-get)",
] as const;

/**
 * Runs `body` with the word for installing Debian packages, or without; asks for it at a terminal if that is all that is
 * missing.
 *
 * @throws what `body` throws; without a terminal that is the refusal with the command to run
 */
export async function withWord<T>(
  given: boolean,
  body: (mayInstall: boolean) => Promise<T>,
  ask = terminal,
): Promise<T> {
  try {
    return await body(given);
  } catch (error) {
    if (given || ask === null || !isAboutInstalling(error)) throw error;
    const answer = await ask(`${error.message}\nInstall them now? [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) throw error;
    return body(true);
  }
}

function isAboutInstalling(error: unknown): error is StepsFailed {
  return (
    error instanceof StepsFailed &&
    error.failures.some((failure) => failure.error instanceof InstallationRefused)
  );
}
