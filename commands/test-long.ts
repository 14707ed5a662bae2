import { passingCommandLine, runCommand } from "./support/command-line";
import { runJest } from "./test/jest-project";
import { toolEnvironment } from "./test/tool-environment";

const line = passingCommandLine(
  {
    name: "npm run test:long",
    does:
      "What takes too long for every change: the properties with other random cases each time, ten times as many, and " +
      "every long test (*.long.test.ts). Takes more than an hour.",
    examples: [["npm run test:long -- test/model/retention", "those of a folder"]],
    exits: { 0: "every test passed", 1: "a test failed" },
  },
  "jest",
);

/**
 * `npm run test:long`: the properties with other random cases each time, ten times as many, and every
 * `*.long.test.ts`; arguments go to jest. It is no part of `npm test`, whose verdict on a change is to depend on that
 * change alone, and to come soon.
 *
 * @returns jest's worst exit code
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, async (_, words) => {
    const properties = await runJest("property", words, { ...process.env, RANDOM_CASES: "long" });
    return Math.max(properties, await runJest("long", words, await toolEnvironment()));
  });
}
