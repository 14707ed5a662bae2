import { type JestRun } from "./jest-project";
import { ReportsInTurn } from "./reports-in-turn";

/** A run of tests, which resolves to its exit code. */
export type TestRun = (how: Partial<JestRun>) => Promise<number>;

/** What ends a command from outside: Ctrl-C, or whoever started it. */
const endings = ["SIGINT", "SIGTERM"] as const;

/** What a shell says of a command that Ctrl-C has ended (bash(1), "EXIT STATUS"). */
export const interrupted = 130;

export interface SideBySide {
  /** Begun in this order. */
  readonly runs: readonly TestRun[];
  /** How many run at once: whenever one has ended, the next one begins. */
  readonly lanes: number;
  /** Where reports go. */
  readonly write: (text: Buffer) => unknown;
  /** Clears away what runs that were ended from outside have left. */
  readonly clear: () => Promise<unknown>;
}

/**
 * Runs parts of the tests, several at once. Each has its own report, one after the other; all end with this command.
 *
 * @returns the worst of their exit codes; `interrupted` if this command was told to end
 * @throws what a run was rejected with, when the others have ended
 */
export async function sideBySide({ runs, lanes, write, clear }: SideBySide): Promise<number> {
  const children = new Set<{ kill(signal: NodeJS.Signals): unknown }>();
  const reports = new ReportsInTurn(write);
  let isEnding = false;
  const end = (signal: NodeJS.Signals) => {
    isEnding = true;
    for (const child of children) child.kill(signal);
  };
  const runOne = (run: TestRun) => {
    const report = reports.begin();
    return run({
      isPiped: !report.isShown,
      onStart: (child) => {
        children.add(child);
        if (child.stderr !== null) report.take(child.stderr);
      },
    }).finally(() => reports.end(report));
  };
  for (const signal of endings) process.on(signal, end);
  try {
    const codes = await inLanes(runs, lanes, runOne, () => isEnding);
    if (!isEnding) return Math.max(0, ...codes);
    await clear();
    return interrupted;
  } finally {
    for (const signal of endings) process.off(signal, end);
  }
}

/**
 * What `work` makes of each, so many at once, in no order.
 *
 * @throws what one was rejected with, when the others have ended
 */
async function inLanes<Task, Result>(
  tasks: readonly Task[],
  lanes: number,
  work: (task: Task) => Promise<Result>,
  isEnding: () => boolean,
): Promise<Result[]> {
  const left = [...tasks];
  const results: Result[] = [];
  const lane = async () => {
    for (let task = left.shift(); task !== undefined && !isEnding(); task = left.shift())
      results.push(await work(task));
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const broken = ended.find((outcome) => outcome.status === "rejected");
  if (broken !== undefined && !isEnding()) throw broken.reason;
  return results;
}
