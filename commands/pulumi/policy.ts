import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../lib/project-root";
import { readConfiguration, switchesEverythingOff } from "../../policy/configuration";
import { rows } from "../../policy/table";
import { pulumiCommand } from "../stack/command-words";

/** What the Pulumi CLI is told, and what is said of it beforehand. */
export interface Told {
  readonly args: readonly string[];
  /** Of the policy pack; left out where it is not ours to speak of. */
  readonly note?: string;
  /** That no rule judges what is about to be changed. Default: false. */
  readonly isUnjudged?: boolean;
}

/** Commands that take `--policy-pack`, with their other names (Pulumi CLI 3.259, `pulumi COMMAND --help`). */
const judged: ReadonlySet<string> = new Set(["up", "update", "preview", "pre", "watch"]);

const noPolicy = "--no-policy";

/**
 * Adds the project's policy pack to what changes or previews a stack, unless a pack is named already or `--no-policy`
 * leaves it out. What is said of the pack's configuration is read here, for Pulumi takes a misspelt rule without a word.
 *
 * @throws Error naming every fault of a configuration, or the file that cannot be read
 */
export function withPolicyPack(args: readonly string[]): Told {
  const told = args.filter((word) => word !== noPolicy);
  const command = pulumiCommand(told);
  if (command === undefined || !judged.has(command.name)) return { args: told };
  if (told.some((word) => /^(--policy-pack(=.*)?|--help|-h)$/.test(word))) return { args: told };
  if (told.length < args.length)
    return { args: told, note: "No policy pack judges this.", isUnjudged: true };
  const off = configurationsOf(told).find(isOff);
  const [before, after] = [told.slice(0, command.at + 1), told.slice(command.at + 1)];
  return {
    args: [...before, "--policy-pack", path.join(projectRoot, "policy"), ...after],
    ...(off === undefined
      ? { note: `The policy pack in policy/ judges this; ${noPolicy} leaves it out.` }
      : { note: `${off} switches every rule off: nothing judges this.`, isUnjudged: true }),
  };
}

const configurationOption = "--policy-pack-config";

/** The files that configure the pack. */
function configurationsOf(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    if (word === configurationOption) return words[index + 1] ?? [];
    return word.startsWith(`${configurationOption}=`)
      ? word.slice(configurationOption.length + 1)
      : [];
  });
}

function isOff(file: string): boolean {
  const today = new Date().toISOString().slice(0, 10);
  return switchesEverythingOff(readConfiguration(textOf(file), file, rows, today), rows);
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`${configurationOption}: ${(error as Error).message}`, { cause: error });
  }
}
