import * as path from "node:path";
import { projectRoot } from "../lib/project-root";
import { show } from "./support/child";
import { commandLine, runCommand } from "./support/command-line";
import suites from "../test/mutation/suites.json";

const line = commandLine({
  name: "npm run test:mutation",
  does:
    "Damages the code of each folder line by line and sees whether its tests notice (Stryker). It takes about a " +
    "second a damage, in the pack a tenth of one; of the model and the pack a second run tries only what changed.",
  examples: [
    ["npm run test:mutation", "every folder in turn: hours"],
    ["npm run test:mutation -- model/engines", "a folder, or a file of it"],
  ],
  exits: {
    0: "in each folder at least 85 % of the damages were noticed, of the pack's 90 %",
    1: "in one they were not",
  },
}).argument("[folders...]", "folders of test/mutation/suites.json");

/**
 * `npm run test:mutation [-- FOLDER …]`: damages the code of each folder line by line and sees whether its tests
 * notice (Stryker). Without a folder, all of them in turn, which takes hours; of the model and the pack a second run tries
 * only what changed.
 * A file of a folder may be named as well.
 *
 * @returns 0 if in each folder as many of the damages were noticed as have to be (test/mutation/stryker.config.mjs)
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, (_, words) =>
    damage(words.length > 0 ? words : Object.keys(suites)),
  );
}

async function damage(folders: readonly string[]): Promise<number> {
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
  return show(process.execPath, [program, "run", "test/mutation/stryker.config.mjs"], {
    env: { ...process.env, MUTATED: mutated.replace(/\/$/, "") },
    stdio: ["ignore", "inherit", "inherit"],
  });
}
