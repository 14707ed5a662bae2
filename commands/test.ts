import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../sandbox/layout";
import { resolveToolchain } from "../sandbox/toolchain/toolchain";

/** Where each run leaves its counts. */
export const resultsDirectory = path.join(projectRoot, ".sandbox", "test-results");

/**
 * `npm test`: every test, in the four projects of jest.config.js, the quick one first and before the tools that only
 * the others need. Arguments go to jest. Results as JSON are left in `.sandbox/test-results`.
 *
 * @returns jest's worst exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  fs.rmSync(resultsDirectory, { recursive: true, force: true });
  fs.mkdirSync(resultsDirectory, { recursive: true });
  const unit = await jest("unit", args, process.env);
  const property = await jest("property", args, process.env);
  const environment = await toolEnvironment();
  const standIn = await jest("stand-in", args, environment);
  // The engine's tests share one sandbox, so they take turns.
  const engine = await jest("engine", ["--runInBand", ...args], environment);
  return Math.max(unit, property, standIn, engine);
}

/** What the tests find the tools by. */
async function toolEnvironment(): Promise<NodeJS.ProcessEnv> {
  const { motoPython, minio, mc, sshd } = await resolveToolchain();
  return { ...process.env, MOTO_PYTHON: motoPython, MINIO: minio, MC: mc, SSHD: sshd };
}

function jest(
  project: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const program = path.join(projectRoot, "node_modules", "jest", "bin", "jest.js");
  const results = path.join(resultsDirectory, `${project}.json`);
  const flags = ["--selectProjects", project, "--json", `--outputFile=${results}`, ...args];
  // What is picked by a path or a name may be in one project only.
  const choice = args.length > 0 ? ["--passWithNoTests"] : [];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...flags, ...choice], {
      cwd: projectRoot,
      env: environment,
      // With --json the report itself goes to standard output too; people read standard error.
      stdio: ["ignore", "ignore", "inherit"],
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
