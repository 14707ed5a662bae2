import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../sandbox/layout";
import { resolveToolchain } from "../sandbox/toolchain/toolchain";

/** The two projects of jest.config.js, the quick one first. */
const projects = ["unit", "engine"] as const;

/** Where each run leaves its counts. */
export const resultsDirectory = path.join(projectRoot, ".sandbox", "test-results");

/** `npm test`: every test; arguments go to jest. Results as JSON are left in `.sandbox/test-results`. */
export async function main(args: readonly string[]): Promise<number> {
  const toolchain = await resolveToolchain();
  const environment = {
    ...process.env,
    MOTO_PYTHON: toolchain.motoPython,
    MINIO: toolchain.minio,
    MC: toolchain.mc,
    SSHD: toolchain.sshd,
  };
  fs.rmSync(resultsDirectory, { recursive: true, force: true });
  fs.mkdirSync(resultsDirectory, { recursive: true });
  let worst = 0;
  for (const project of projects) {
    worst = Math.max(worst, await jest(project, args, environment));
  }
  return worst;
}

function jest(
  project: (typeof projects)[number],
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const program = path.join(projectRoot, "node_modules", "jest", "bin", "jest.js");
  const results = path.join(resultsDirectory, `${project}.json`);
  // The engine's tests share one sandbox, so they take turns.
  const turns = project === "engine" ? ["--runInBand"] : [];
  const flags = [
    "--selectProjects",
    project,
    "--json",
    `--outputFile=${results}`,
    ...turns,
    ...args,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...flags], {
      cwd: projectRoot,
      env: environment,
      // With --json the report itself goes to standard output too; people read standard error.
      stdio: ["ignore", "ignore", "inherit"],
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
