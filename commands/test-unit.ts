import { passingCommandLine, runCommand } from "./support/command-line";
import { runJest } from "./test/jest-project";

const line = passingCommandLine(
  {
    name: "npm run test:unit",
    does: "The pure tests, in seconds and without any tool.",
    examples: [["npm run test:unit -- test/commands", "those of a folder"]],
    exits: { 0: "every test passed", 1: "a test failed" },
  },
  "jest",
);

/** `npm run test:unit`: the pure tests, in seconds and without any tool; arguments go to jest. */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, (_, words) => runJest("unit", words, process.env));
}
