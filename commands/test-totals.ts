import * as fs from "node:fs";
import * as path from "node:path";
import { commandLine, runCommand } from "./support/command-line";
import { resultsDirectory } from "./test/jest-project";

/** The counts of one jest run. */
interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Test files that broke before or beside their tests. */
  readonly numRuntimeErrorTestSuites: number;
}

const line = commandLine({
  name: "node commands/bootstrap.js test-totals",
  does: "Prints how many tests passed and failed in the last npm test, as two numbers.",
  examples: [["node commands/bootstrap.js test-totals", "PASSED FAILED"]],
  exits: { 0: "printed" },
});

/** `PASSED FAILED` over every run of the last `npm test`, for `.ci/run`; a file that broke counts as one failed. */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, totals);
}

function totals(): number {
  const files = fs.existsSync(resultsDirectory) ? fs.readdirSync(resultsDirectory) : [];
  const runs = files.map(
    (file) => JSON.parse(fs.readFileSync(path.join(resultsDirectory, file), "utf8")) as Results,
  );
  const sum = (count: (run: Results) => number) =>
    runs.reduce((total, run) => total + count(run), 0);
  const failed = sum((run) => run.numFailedTests + run.numRuntimeErrorTestSuites);
  console.log(`${sum((run) => run.numPassedTests)} ${failed}`);
  return 0;
}
