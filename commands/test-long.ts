import { passingCommandLine, runCommand } from "./support/command-line";
import { runJest } from "./test/jest-project";

const line = passingCommandLine(
  {
    name: "npm run test:long",
    does: "The properties with other random cases each time, ten times as many. Takes half an hour or more.",
    examples: [["npm run test:long -- test/model/retention", "those of a folder"]],
    exits: { 0: "every test passed", 1: "a test failed" },
  },
  "jest",
);

/**
 * `npm run test:long`: the properties with other random cases each time, ten times as many; arguments go to jest. It is
 * no part of `npm test`, whose verdict on a change is to depend on that change alone.
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, (_, words) =>
    runJest("property", words, { ...process.env, RANDOM_CASES: "long" }),
  );
}
