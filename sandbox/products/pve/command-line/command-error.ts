/** A command line that was refused: what it prints on standard error, and its exit code. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}

/** Exit code of wrong usage and of wrong parameters. */
export const usageExit = 255;

/**
 * Exit code of a refusal while the command acts. Perl ends with the number of the last system error, whatever it
 * came from, so a caller can rely on nothing but that it is not 0; 2 is what a file that was looked for leaves behind.
 */
export const refusalExit = 2;

/** Wrong words: the text the product begins with 400, and how the command is used. */
export function wrongUsage(text: string, usage: string): CommandError {
  return new CommandError(`400 ${text}\n${usage}\n`, usageExit);
}
