import * as fs from "node:fs";
import {
  describeSkipped,
  type PassedTwins,
  type TestReport,
  twinDigest,
  twinPassOf,
} from "./twin-tests";

/** A run of the tests among which the twin's own are. */
export interface TwinTurn {
  /** The checkout. */
  readonly root: string;
  /** Names the tools that change what the twin's own tests do. */
  readonly surroundings: readonly string[];
  readonly passed: PassedTwins;
  /** Whether the twin's own tests run although they have passed before. */
  readonly all: boolean;
  /** Runs the tests with `more` in their environment, and resolves to the exit code. */
  readonly run: (more: Readonly<Record<string, string>>) => Promise<number>;
  /** Where the run leaves its reports, if it comes so far. */
  readonly reportFiles: readonly string[];
  /** Tells people. */
  readonly say: (text: string) => void;
}

/**
 * Runs the tests, without the twin's own if exactly this twin has passed them before; remembers it if they all pass.
 *
 * @returns the exit code of the run
 */
export async function takeTurn(turn: TwinTurn): Promise<number> {
  const digest = () => twinDigest(turn.root, turn.surroundings);
  const before = digest();
  const known = turn.all ? undefined : turn.passed.find(before);
  if (known !== undefined) {
    turn.say(describeSkipped(known));
    return turn.run({ TWIN_TESTS: "leave-out" });
  }
  const code = await turn.run({});
  const pass = twinPassOf(turn.root, readAll(turn.reportFiles), new Date());
  // What was changed while they ran has not been tested.
  if (pass !== undefined && digest() === before) await turn.passed.remember(before, pass);
  return code;
}

/** What is in those of the reports that are there. */
function readAll(files: readonly string[]): TestReport {
  const reports = files
    .filter((file) => fs.existsSync(file))
    .map((file) => JSON.parse(fs.readFileSync(file, "utf8")) as TestReport);
  return { testResults: reports.flatMap(({ testResults }) => testResults) };
}
