import { spawn } from "node:child_process";
import * as path from "node:path";
import { projectRoot } from "../lib/project-root";
import { exitCode } from "./exit-code";
import suites from "../test/mutation/suites.json";

/**
 * `npm run test:mutation [-- FOLDER …]`: damages the code of each folder line by line and sees whether its tests
 * notice (Stryker). Without a folder, all of them in turn, which takes hours; a second run tries only what changed.
 * A file of a folder may be named as well.
 *
 * @returns 0 if in each folder at least 85 % of the damages were noticed
 */
export async function main(args: readonly string[]): Promise<number> {
  const folders = args.length > 0 ? args : Object.keys(suites);
  let failed = 0;
  for (const folder of folders) {
    console.log(`\n${folder}`);
    failed += (await runStryker(folder)) === 0 ? 0 : 1;
  }
  return failed === 0 ? 0 : 1;
}

function runStryker(mutated: string): Promise<number> {
  const program = path.join(
    projectRoot,
    "node_modules",
    "@stryker-mutator",
    "core",
    "bin",
    "stryker.js",
  );
  return exitCode(
    spawn(process.execPath, [program, "run", "test/mutation/stryker.config.mjs"], {
      cwd: projectRoot,
      env: { ...process.env, MUTATED: mutated.replace(/\/$/, "") },
      stdio: ["ignore", "inherit", "inherit"],
    }),
  );
}
