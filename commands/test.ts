import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { projectRoot } from "../lib/project-root";
import { cacheRoot } from "../sandbox/toolchain/cache";
import { executables } from "../sandbox/toolchain/on-path";
import { passingCommandLine, runCommand } from "./support/command-line";
import { stopEngineSandbox } from "./test/engine-sandbox";
import { wordOption } from "./sandbox/with-word";
import {
  type JestProject,
  type ProjectPart,
  resultsDirectory,
  resultsFile,
  runJest,
} from "./test/jest-project";
import { interrupted, sideBySide, type TestRun } from "./test/side-by-side";
import { describeTimes, readReports } from "./test/test-times";
import { toolEnvironment } from "./test/tool-environment";
import { PassedTwins } from "./test/twin-tests";
import { takeTurn } from "./test/twin-turn";

const line = passingCommandLine(
  {
    name: "npm test",
    does: "Every test but the long ones, then how long each project took and which files were the slowest.",
    examples: [
      ["npm test", "all of them, the real engine's included"],
      ["npm test -- test/components/pbs", "those of a folder"],
    ],
    exits: { 0: "every test passed", 1: "a test failed" },
  },
  "jest",
)
  .option("--all", "the twin's own tests too, where exactly this twin has passed them here before")
  .option(...wordOption);

/** Quick ones first, and before the tools that only the others need. */
const pure: readonly JestProject[] = ["unit", "lab", "property"];

/** So many that the last ones of two cores end at about the same time: each begins with a second for jest itself. */
const standInParts = 20;

/**
 * `npm test [-- --all] [ARGS]`: every test but the long ones, in five projects of jest.config.js, the last two side by
 * side; then how long each took, and the slowest files. The twin's own are left out where exactly this twin has passed them on this machine before, unless
 * `--all` or other arguments are given; those go to jest. Results as JSON are left in `.sandbox/test-results`.
 *
 * @returns jest's worst exit code
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, ({ all, yes }, words) =>
    runAll(words, all ?? words.length > 0, yes ?? false),
  );
}

/**
 * @param all - whether the twin's own tests run although they have passed before
 * @param mayInstall - whether Debian packages that cannot be unpacked may be installed on the machine
 */
async function runAll(args: readonly string[], all: boolean, mayInstall: boolean): Promise<number> {
  fs.rmSync(resultsDirectory, { recursive: true, force: true });
  let worst = 0;
  for (const project of pure) worst = Math.max(worst, await runJest(project, args, process.env));
  const environment = await toolEnvironment(mayInstall);
  console.error("The engine's tests run beside the stand-ins'; the reports follow one another.");
  const code = await runServers(args, environment, all);
  if (code === interrupted) return code;
  console.log(describeTimes(readReports(resultsDirectory, [...pure, "stand-in", "engine"])));
  return Math.max(worst, code);
}

/**
 * The stand-ins' tests and the engine's, a lane of them for each core and one more, because servers and hosts are waited
 * for: the engine's take their turns in one, and what is left of the stand-ins' when they have ended is shared too.
 */
function runServers(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  all: boolean,
): Promise<number> {
  // Whoever chooses some of them reads one report.
  const parts = args.length > 0 ? [undefined] : partsOf(standInParts);
  const standIns = (more: NodeJS.ProcessEnv): TestRun[] =>
    parts.map(
      (part) => (how) =>
        runJest("stand-in", args, { ...environment, ...more }, { ...how, ...(part && { part }) }),
    );
  const engine: TestRun = (how) => runJest("engine", args, environment, how);
  return takeTurn({
    root: projectRoot,
    surroundings: toolsIn(environment),
    passed: new PassedTwins(path.join(cacheRoot(process.env), "passed-twins")),
    all,
    run: (more) =>
      sideBySide({
        runs: inTurns(standIns(more), engine),
        lanes: os.availableParallelism() + 1,
        write: (text) => process.stderr.write(text),
        clear: stopEngineSandbox,
      }),
    reportFiles: parts.map((part) => resultsFile("stand-in", part)),
    say: console.log,
  });
}

/** The engine's begin second: the report that is shown as it comes is a quick one. */
function inTurns([first, ...rest]: readonly TestRun[], engine: TestRun): TestRun[] {
  return [...(first ? [first] : []), engine, ...rest];
}

function partsOf(count: number): ProjectPart[] {
  return Array.from({ length: count }, (_, before) => ({ at: before + 1, of: count }));
}

/** The tools that change what the twin's own tests do; their versions are in their paths. */
function toolsIn(environment: NodeJS.ProcessEnv): string[] {
  const tools = ["MOTO_PYTHON", "MINIO", "MC", "RESTIC", "SSHD"].map(
    (name) => environment[name] ?? "",
  );
  const [jq = "no jq"] = executables("jq", environment).map((file) => fs.realpathSync(file));
  return [...tools, jq, executables("pwsh", environment)[0] ?? "no pwsh"];
}
