import * as fs from "node:fs";
import * as path from "node:path";
import { text } from "node:stream/consumers";
import { type DeclaredFile, readDeclaredFile } from "../config/declared-file";
import { missingIdentities } from "../config/machine-identity";
import { secretFaults } from "../config/secrets";
import { shortened } from "../config/short-form";
import { expandedSecrets, shortSecretPath } from "../config/short-secrets";
import {
  type EngineKey,
  engineKeyKinds,
  type EngineKeyKind,
  engineKeys,
} from "../model/engine-key";
import { FaultsError } from "../model/fault";
import { withLock } from "../lib/lock";
import { Option } from "@commander-js/extra-typings";
import { commandLine, runCommand } from "./support/command-line";
import { keyForms } from "./keys/forms/key-forms";
import { type KeyHome } from "./keys/key-home";
import { makeMissingKeys } from "./keys/make-keys";
import { describeKeys, keysJson, type KeysReport } from "./keys/report";
import { stackHome, wholeFaults } from "./keys/stack-home";
import { stateOpener } from "./keys/state-opener";
import { sandboxStack } from "./sandbox/environment";
import { sandboxThatRuns } from "./sandbox/running";
import { sandboxHome } from "./sandbox/secrets";
import { stackFile } from "./stack/stack-file";

const line = commandLine({
  name: "npm run keys",
  does:
    "Makes every engine key that a stack calls for and does not have, and lists the values that only a person can " +
    "supply, each with the way to set it. A key that is there is never changed.",
  examples: [
    ["npm run keys -- --stack lab", "the keys of the lab"],
    ["npm run keys -- --fingerprint veeam-password < FILE", "which key that is"],
  ],
  exits: {
    0: "nothing is missing",
    1: "the stack's file is at fault, or its secrets cannot be read or kept",
    2: "something is missing",
  },
})
  .option("--stack <name>", "the stack to make keys for; the sandbox's unless one is named")
  .option("--json", "print JSON and nothing else on standard output")
  .addOption(
    new Option(
      "--fingerprint <kind>",
      "print the fingerprint of a key read from standard input",
    ).choices(engineKeyKinds),
  );

/**
 * `npm run keys [-- --stack NAME] [--json]`: makes every engine key that a stack calls for and does not have, and
 * lists the values that only a person can supply, each with the way to set it.
 *
 * @returns 0 nothing is missing, 2 something is
 * @throws Error if the stack's file is at fault or the secrets cannot be read or kept
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(line, args, keys);
}

interface KeysOptions {
  readonly stack?: string;
  readonly json?: true;
  readonly fingerprint?: EngineKeyKind;
}

async function keys({ stack = sandboxStack, json, fingerprint }: KeysOptions): Promise<number> {
  if (fingerprint !== undefined) {
    console.log(keyForms[fingerprint].fingerprint((await text(process.stdin)).trimEnd()));
    return 0;
  }
  const { home, environment } = await homeOf(stack);
  const opener = await stateOpener(stack, environment);
  const report = await withLock(
    `keys ${stackFile(stack)}`,
    async () => ({ ...(await settleKeys(stack, home)), opener }),
    (owner) => console.error(`Waiting for process ${owner}, which is making keys …`),
  );
  console.log(json ? keysJson(report) : describeKeys(report));
  return report.missing.length === 0 ? 0 : 2;
}

async function homeOf(stack: string): Promise<{ home: KeyHome; environment: NodeJS.ProcessEnv }> {
  if (stack !== sandboxStack)
    return { home: stackHome(stack, process.env), environment: process.env };
  const sandbox = await sandboxThatRuns();
  return { home: sandboxHome(sandbox), environment: sandbox.environment };
}

async function settleKeys(stack: string, home: KeyHome): Promise<Omit<KeysReport, "opener">> {
  const { sound: sections, short: forms } = declaredSections(stack);
  const { short } = expandedSecrets(sections, await home.read());
  const inStack = (key: EngineKey) => ({ ...key, path: shortSecretPath(short, key.path) });
  const keys = await makeMissingKeys(engineKeys(sections).map(inStack), home, new Date());
  const missing = [
    ...wholeFaults(stack),
    ...missingIdentities(sections, stack).map((fault) => shortened(fault, forms)),
    ...secretFaults(sections, await home.read(), stack),
  ];
  return { stack, keys, missing };
}

/** A section at fault would hide the keys that it calls for. */
function declaredSections(stack: string): Pick<DeclaredFile, "sound" | "short"> {
  const file = stackFile(stack);
  const name = path.basename(file);
  if (!fs.existsSync(file)) {
    throw new Error(`${file} is not there; --stack names a stack that has a file in this project`);
  }
  const { sound, short, faults } = readDeclaredFile(file);
  if (faults.length > 0) throw new FaultsError(name, faults);
  return { sound, short };
}
