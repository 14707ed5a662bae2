import { HeldOutput } from "./held-output";
import { type JestRun } from "./jest-project";

/** A run of tests, which resolves to its exit code. */
export type TestRun = (how: Partial<JestRun>) => Promise<number>;

/** What ends a command from outside: Ctrl-C, or whoever started it. */
const endings = ["SIGINT", "SIGTERM"] as const;

/** What a shell says of a command that Ctrl-C has ended (bash(1), "EXIT STATUS"). */
export const interrupted = 130;

export interface SideBySide {
  /** Its report is shown as it comes. */
  readonly shown: TestRun;
  /** Its report follows when the other one has ended. */
  readonly held: TestRun;
  /** Where reports go. */
  readonly write: (text: Buffer) => unknown;
  /** Clears away what runs that were ended from outside have left. */
  readonly clear: () => Promise<unknown>;
}

/**
 * Runs two parts of the tests at once. Each has its own report, one after the other; both end with this command.
 *
 * @returns the worse of their exit codes; `interrupted` if this command was told to end
 */
export async function sideBySide({ shown, held, write, clear }: SideBySide): Promise<number> {
  const children = new Set<{ kill(signal: NodeJS.Signals): unknown }>();
  const report = new HeldOutput(write);
  let isEnding = false;
  const end = (signal: NodeJS.Signals) => {
    isEnding = true;
    for (const child of children) child.kill(signal);
  };
  for (const signal of endings) process.on(signal, end);
  try {
    const second = held({
      isPiped: true,
      onStart: (child) => {
        children.add(child);
        if (child.stderr !== null) report.take(child.stderr);
      },
    });
    const first = shown({ onStart: (child) => children.add(child) }).finally(() =>
      report.release(),
    );
    const codes = await Promise.allSettled([first, second]);
    if (isEnding) {
      await clear();
      return interrupted;
    }
    return Math.max(...codes.map(codeOf));
  } finally {
    for (const signal of endings) process.off(signal, end);
  }
}

/** @throws what a run was rejected with */
function codeOf(outcome: PromiseSettledResult<number>): number {
  if (outcome.status === "fulfilled") return outcome.value;
  throw outcome.reason;
}
