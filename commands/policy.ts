import * as fs from "node:fs";
import { Option } from "@commander-js/extra-typings";
import { type PolicyPackConfig } from "@pulumi/policy";
import { writeFileAtomically } from "../lib/atomic-file";
import { messageOf } from "../lib/progress/message-of";
import { readConfiguration } from "../policy/configuration";
import { rows } from "../policy/table";
import { paint } from "./plan/paint";
import { judgeFile, type Judging } from "./policy/judge-file";
import { judgeState } from "./policy/judge-state";
import { report } from "./policy/report";
import { placeOf } from "./policy/sarif/place";
import { sarif } from "./policy/sarif/sarif";
import { exitCodeOf, type Verdict } from "./policy/verdict";
import { verdictJson } from "./policy/verdict-json";
import { stackFile } from "./stack/stack-file";
import { commandLine, runCommand } from "./support/command-line";

const line = commandLine({
  name: "npm run policy",
  does:
    "Has the policy pack judge what a stack's file declares, or an exported state. Needs no engine, network, server or " +
    "secret: what only an update will know is told as not judged.",
  examples: [
    ["npm run policy", "the lab's file"],
    ["npm run policy -- --sarif policy.sarif", "in CI, for code scanning"],
    ["npm run policy -- --state lab.json", "an export with --show-secrets"],
    ["npm run -s policy -- --json | jq .violations", "a part; -s keeps npm silent"],
  ],
  exits: {
    0: "nothing stops it; advisories may be among what is printed",
    1: "a mandatory rule or the plan refuses it, or not all of a state could be judged",
  },
})
  .option("--file <file>", "the stack file to judge", "Pulumi.lab.yaml")
  .addOption(
    new Option("--state <file>", "an exported state to judge in its place").conflicts("file"),
  )
  .option(
    "--config <file>",
    "levels, numbers and exceptions that differ from policy/lab.policy.json",
  )
  .option("--json", "print JSON and nothing else on standard output")
  .option("--sarif <file>", "write the results as SARIF 2.1.0 as well");

/**
 * `npm run policy [-- --file FILE | --state FILE] [--config FILE] [--json] [--sarif FILE]`: has the policy pack judge
 * what a stack's file declares, or an exported state.
 *
 * @param today - YYYY-MM-DD: exceptions and exemptions end
 * @returns 0, or 1 if something is refused, or of a state not judged
 * @throws Error if the command line is not understood, a file cannot be read, or the pack does not judge
 */
export function main(
  args: readonly string[],
  today = new Date().toISOString().slice(0, 10),
): Promise<number> {
  return runCommand(line, args, (options) => policy(options, today));
}

interface PolicyOptions {
  readonly file: string;
  readonly state?: string;
  readonly config?: string;
  readonly json?: true;
  readonly sarif?: string;
}

async function policy(options: PolicyOptions, today: string): Promise<number> {
  const { json, sarif: sarifFile } = options;
  const changes = options.config === undefined ? {} : changesIn(options.config, today);
  const { verdict, place } = await judged(options, { changes, today });
  if (sarifFile !== undefined) await writeSarif(sarifFile, verdict, place);
  console.log(json ? verdictJson(verdict) : report(verdict, paint));
  return exitCodeOf(verdict);
}

/** What was judged, and the file that declares it. */
async function judged(
  { file, state }: PolicyOptions,
  judging: Judging,
): Promise<{ readonly verdict: Verdict; readonly place: string }> {
  if (state === undefined) return { verdict: await judgeFile(file, judging), place: file };
  const verdict = await judgeState(state, judging);
  return { verdict, place: stackFile(verdict.stack) };
}

function changesIn(file: string, today: string): PolicyPackConfig {
  return readConfiguration(textOf(file), file, rows, today);
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(
      `the configuration in ${file} cannot be read: ${messageOf(error)}\nName a file with --config FILE, or leave it out.`,
      { cause: error },
    );
  }
}

async function writeSarif(file: string, verdict: Verdict, place: string): Promise<void> {
  try {
    await writeFileAtomically(file, `${JSON.stringify(sarif(verdict, placeOf(place)), null, 2)}\n`);
  } catch (error) {
    throw new Error(`${file} cannot be written: ${messageOf(error)}`, { cause: error });
  }
}
