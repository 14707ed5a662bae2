import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";
import { show } from "../support/child";

/** All cores: jest itself leaves one of them idle, which is half of a small machine. */
const everyCore = ["--maxWorkers=100%"];

/** The projects of jest.config.js, and how each is run. */
const projectFlags = {
  unit: everyCore,
  property: everyCore,
  "stand-in": everyCore,
  // Its tests share one sandbox, so they take turns.
  engine: ["--runInBand"],
  long: ["--runInBand"],
} as const;

export type JestProject = keyof typeof projectFlags;

/** Where each run of `npm test` leaves its counts and times, one JSON file a project. */
export const resultsDirectory = path.join(projectRoot, ".sandbox", "test-results");

/** The file of one project there. */
export function resultsFile(project: JestProject): string {
  return path.join(resultsDirectory, `${project}.json`);
}

/**
 * Runs the tests of one project; the report goes to standard error.
 *
 * @param args - for jest: a path, a name …; with any, a project in which nothing matches is no failure
 * @returns jest's exit code
 */
export function runJest(
  project: JestProject,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const program = path.join(projectRoot, "node_modules", "jest", "bin", "jest.js");
  fs.mkdirSync(resultsDirectory, { recursive: true });
  const choice = args.length > 0 ? ["--passWithNoTests"] : [];
  const flags = [
    ...["--selectProjects", project, "--json", `--outputFile=${resultsFile(project)}`],
    ...[...projectFlags[project], ...choice, ...args],
  ];
  return show(process.execPath, [program, ...flags], {
    env: environment,
    // With --json the report itself goes to standard output too; people read standard error.
    stdio: ["ignore", "ignore", "inherit"],
  });
}
