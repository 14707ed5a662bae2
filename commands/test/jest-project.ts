import { type Options } from "execa";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";
import { type OnStart, show } from "../support/child";

/** All cores: jest itself leaves one of them idle, which is half of a small machine. */
const everyCore = ["--maxWorkers=100%"];
/** Where they are not in parts; the engine's tests run beside them, a core and a half with what they start. */
const allButOne = [`--maxWorkers=${Math.max(1, os.availableParallelism() - 1)}`];

/**
 * V8's room for the young, in MiB, of jest and its workers, which inherit it: each test file loads its modules anew, and
 * what it leaves is much at once.
 */
const quickStart = ["--max-semi-space-size=64"];

/** The projects of jest.config.js, and how each is run. */
const projectFlags = {
  unit: everyCore,
  lab: everyCore,
  property: everyCore,
  "stand-in": allButOne,
  // Its tests share one sandbox, so they take turns.
  engine: ["--runInBand"],
  long: ["--runInBand"],
} as const;

export type JestProject = keyof typeof projectFlags;

/** Where each run of `npm test` leaves its counts and times, one JSON file a project or part of one. */
export const resultsDirectory = path.join(projectRoot, ".sandbox", "test-results");

/** One of so many parts of a project's test files, from 1 on. Each file is in one of them. */
export interface ProjectPart {
  readonly at: number;
  readonly of: number;
}

/** The file there of one project, or of a part of it. */
export function resultsFile(project: JestProject, part?: ProjectPart): string {
  const name = part === undefined ? project : `${project}-${part.at}-of-${part.of}`;
  return path.join(resultsDirectory, `${name}.json`);
}

/** What of a project a run of jest takes, how it is shown, and who may end it. */
export interface JestRun {
  /** Runs beside other parts, and so with one worker; left out: the whole project. */
  readonly part: ProjectPart;
  /** Whether its report is piped to whoever gets it started, instead of going to standard error. */
  readonly isPiped: boolean;
  readonly onStart: OnStart;
}

/**
 * Runs the tests of one project, or of a part of it; the report goes to standard error.
 *
 * @param args - for jest: a path, a name …; with any, a project in which nothing matches is no failure
 * @returns jest's exit code; 1 if a signal ended it
 */
export function runJest(
  project: JestProject,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  { part, isPiped, onStart }: Partial<JestRun> = {},
): Promise<number> {
  const program = path.join(projectRoot, "node_modules", "jest", "bin", "jest.js");
  fs.mkdirSync(resultsDirectory, { recursive: true });
  const choice = args.length > 0 ? ["--passWithNoTests"] : [];
  const share =
    part === undefined
      ? projectFlags[project]
      : ["--maxWorkers=1", `--shard=${part.at}/${part.of}`];
  // Through a pipe jest does not see that people read it.
  const colors = isPiped === true && process.stderr.isTTY ? ["--colors"] : [];
  const flags = [
    ...["--selectProjects", project, "--json", `--outputFile=${resultsFile(project, part)}`],
    ...[...share, ...colors, ...choice, ...args],
  ];
  // A word chooses files, and a half has none of its own.
  const halves = args.length > 0 ? {} : { PURE_TESTS: "in-halves" };
  const options: Options = {
    env: { ...environment, ...halves },
    // With --json the report itself goes to standard output too; people read standard error.
    stdio: ["ignore", "ignore", isPiped === true ? "pipe" : "inherit"],
    // What it prints is shown as it comes.
    buffer: false,
  };
  return show(process.execPath, [...quickStart, program, ...flags], options, onStart);
}
