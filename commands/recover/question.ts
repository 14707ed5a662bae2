import { type Readable, type Writable } from "node:stream";
import { createInterface } from "node:readline/promises";

/**
 * Asks whoever sits at the terminal.
 *
 * @returns whether the answer is `yes`, and nothing less
 * @throws Error where there is no terminal, so that nobody is asked
 */
export async function saysYes(
  question: string,
  input: Readable & { readonly isTTY?: boolean } = process.stdin,
  output: Writable = process.stderr,
): Promise<boolean> {
  if (input.isTTY !== true)
    throw new Error(
      "nobody is asked, because standard input is no terminal; fix: look at what is said above, then --yes",
    );
  const lines = createInterface({ input, output });
  try {
    return (await lines.question(`${question} (yes, or anything else for no) `)) === "yes";
  } finally {
    lines.close();
  }
}
