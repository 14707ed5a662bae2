import { type Block, blocksOf, type Document, proseOf } from "./document";

/** An npm command as a document has it. */
export interface NpmCommand {
  /** `run plan` is `plan`. */
  readonly script: string;
  /** What it hands to the script. */
  readonly args: readonly string[];
  /** As it stands there. */
  readonly line: string;
}

/** Every npm command of a document, in its blocks of shell and between backticks. */
export function npmCommandsOf({ text }: Document): NpmCommand[] {
  const lines = blocksOf(text).filter(isShell).flatMap(linesOf);
  const inline = [...proseOf(text).matchAll(/`(npm [^`]+)`/g)].map(([, line = ""]) => line);
  return [...lines, ...inline].flatMap(partsOf).flatMap(commandOf);
}

function isShell({ language }: Block): boolean {
  return ["sh", "bash", "shell"].includes(language);
}

function linesOf({ text }: Block): string[] {
  return text.replaceAll("\\\n", " ").split("\n");
}

/** Each of the commands of a line, without its comment. */
function partsOf(line: string): string[] {
  return line.replace(/(^|\s)#.*$/, "").split(/&&|\|\|?|;/);
}

function commandOf(part: string): NpmCommand[] {
  const line = part.trim();
  const [, rest] = /^(?:\w+=\S* )*npm (.+)$/.exec(line) ?? [];
  if (rest === undefined) return [];
  const [words = "", told = ""] = rest.split(/ -- ?(.*)$/);
  // npm takes `--json` for its own, and the commands hear of it.
  const own = words.split(/\s+/).filter((word) => !["-s", "--silent", "run"].includes(word));
  const [script = "", ...others] = own;
  const args = told.split(/\s+/).filter((word) => word !== "");
  return [{ script, args: [...others.filter((word) => word === "--json"), ...args], line }];
}
