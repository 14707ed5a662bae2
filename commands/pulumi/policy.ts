import * as fs from "node:fs";
import * as path from "node:path";
import { type PolicyPackConfig } from "@pulumi/policy";
import { projectRoot } from "../../lib/project-root";
import {
  readConfiguration,
  stopsNothing,
  switchesEverythingOff,
  weakened,
} from "../../policy/configuration";
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
  if (optionsIn(told).some((word) => /^(--policy-pack(=.*)?|--help|-h)$/.test(word)))
    return { args: told };
  if (told.length < args.length)
    return { args: told, note: "No policy pack judges this.", isUnjudged: true };
  const [before, after] = [told.slice(0, command.at + 1), told.slice(command.at + 1)];
  return {
    args: [...before, "--policy-pack", path.join(projectRoot, "policy"), ...after],
    ...noteOf(configurationsOf(told)),
  };
}

/** Words that can be options: not what is said of an update (`-m -h`), nor what stands behind `--`. */
function optionsIn(words: readonly string[]): readonly string[] {
  const [end, all] = [words.indexOf("--"), words.length];
  return words
    .slice(0, end < 0 ? all : end)
    .filter((_, at) => !/^(-m|--message)$/.test(words[at - 1] ?? ""));
}

/** What is said of configurations before anything is judged: red where nothing stops any more. */
function noteOf(files: readonly string[]): Pick<Told, "note" | "isUnjudged"> {
  const read = files.map((file) => ({ file, told: configurationIn(file) }));
  const off = read.find(({ told }) => switchesEverythingOff(told, rows));
  if (off !== undefined)
    return {
      note: `${off.file} switches every rule off: nothing judges this.`,
      isUnjudged: true,
    };
  const advising = read.find(({ told }) => stopsNothing(told, rows));
  if (advising !== undefined)
    return {
      note: `${advising.file} lets no rule stop anything: the policy pack in policy/ only advises.`,
      isUnjudged: true,
    };
  const weak = read
    .map(({ file, told }) => ({ file, names: weakened(told, rows) }))
    .find(({ names }) => names.length > 0);
  if (weak === undefined)
    return { note: `The policy pack in policy/ judges this; ${noPolicy} leaves it out.` };
  const mandatory = rows.filter(({ level }) => level === "mandatory").length;
  const { file, names } = weak;
  return {
    note: `The policy pack in policy/ judges this, but ${file} lets ${names.length} of its ${mandatory} mandatory rules stop nothing: ${shortened(names)}.`,
  };
}

/** Most rules that are named in a line. */
const mostNamed = 5;

const shortened = (names: readonly string[]) =>
  [...names.slice(0, mostNamed), ...(names.length > mostNamed ? ["…"] : [])].join(", ");

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

function configurationIn(file: string): PolicyPackConfig {
  const today = new Date().toISOString().slice(0, 10);
  return readConfiguration(textOf(file), file, rows, today);
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`${configurationOption}: ${(error as Error).message}`, { cause: error });
  }
}
