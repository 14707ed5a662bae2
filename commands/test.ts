import * as fs from "node:fs";
import { resolveToolchain } from "../sandbox/toolchain/toolchain";
import { resultsDirectory, runJest } from "./test/jest-project";

/**
 * `npm test`: every test, in the four projects of jest.config.js, the quick ones first and before the tools that only
 * the others need. Arguments go to jest. Results as JSON are left in `.sandbox/test-results`.
 *
 * @returns jest's worst exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  fs.rmSync(resultsDirectory, { recursive: true, force: true });
  const unit = await runJest("unit", args, process.env);
  const property = await runJest("property", args, process.env);
  const environment = await toolEnvironment();
  const standIn = await runJest("stand-in", args, environment);
  const engine = await runJest("engine", args, environment);
  return Math.max(unit, property, standIn, engine);
}

/** What the tests find the tools by. */
async function toolEnvironment(): Promise<NodeJS.ProcessEnv> {
  const { motoPython, minio, mc, sshd } = await resolveToolchain();
  return { ...process.env, MOTO_PYTHON: motoPython, MINIO: minio, MC: mc, SSHD: sshd };
}
