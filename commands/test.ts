import * as fs from "node:fs";
import { resolveToolchain } from "../sandbox/toolchain/toolchain";
import { passingCommandLine, runCommand } from "./support/command-line";
import { type JestProject, resultsDirectory, runJest } from "./test/jest-project";
import { describeTimes, readReports } from "./test/test-times";

const line = passingCommandLine(
  {
    name: "npm test",
    does: "Every test, then how long each project took and which files were the slowest.",
    examples: [
      ["npm test", "all of them, the real engine's included"],
      ["npm test -- test/components/pbs", "those of a folder"],
    ],
    exits: { 0: "every test passed", 1: "a test failed" },
  },
  "jest",
);

/** Quick ones first, and before the tools that only the others need. */
const pure: readonly JestProject[] = ["unit", "property"];
const withTools: readonly JestProject[] = ["stand-in", "engine"];

/**
 * `npm test`: every test, in the four projects of jest.config.js; then how long each took, and the slowest files.
 * Arguments go to jest. Results as JSON are left in `.sandbox/test-results`.
 *
 * @returns jest's worst exit code
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, (_, words) => runAll(words));
}

async function runAll(args: readonly string[]): Promise<number> {
  fs.rmSync(resultsDirectory, { recursive: true, force: true });
  let worst = 0;
  for (const project of pure) worst = Math.max(worst, await runJest(project, args, process.env));
  const environment = await toolEnvironment();
  for (const project of withTools) {
    worst = Math.max(worst, await runJest(project, args, environment));
  }
  console.log(describeTimes(readReports([...pure, ...withTools])));
  return worst;
}

/** What the tests find the tools by. */
async function toolEnvironment(): Promise<NodeJS.ProcessEnv> {
  const { motoPython, minio, mc, sshd } = await resolveToolchain();
  return { ...process.env, MOTO_PYTHON: motoPython, MINIO: minio, MC: mc, SSHD: sshd };
}
