import { type Block, blocksOf, document } from "./document";

/** A stack's file as a document has it at one of its outputs. */
export interface ToldFile {
  readonly name: string;
  readonly text: string;
  /** Whether it is shown as a mistake. */
  readonly isMistake: boolean;
}

/** An output that a document shows, and of which file. */
export interface ToldOutput {
  /** `plan`, `policy` … */
  readonly command: string;
  readonly text: string;
  readonly file: ToldFile;
  /** The file as it was before the last thing that was said of it. */
  readonly before: string;
}

/** What a document tells of a file of its reader's, in its order. */
export interface Told {
  readonly files: readonly ToldFile[];
  readonly outputs: readonly ToldOutput[];
}

const changeMark = /^(adds to|replaces in|a mistake in) (Pulumi\.[\w-]+\.yaml)$/;
const outputMark = /^says npm run (\w+)$/;

/**
 * Reads a document whose files begin with the README's.
 *
 * @throws Error for a mark that means nothing, so that none is passed over
 */
export function toldIn(text: string): Told {
  const [first] = blocksOf(document("README.md").text).filter(
    ({ language }) => language === "yaml",
  );
  const files: ToldFile[] = [{ name: "Pulumi.mine.yaml", text: first!.text, isMistake: false }];
  const outputs: ToldOutput[] = [];
  let [kept, shown, before] = [files[0]!, files[0]!, first!.text];
  for (const block of blocksOf(text).filter(({ mark }) => mark !== "")) {
    const [, command] = outputMark.exec(block.mark) ?? [];
    const [, how, name = ""] = changeMark.exec(block.mark) ?? [];
    if (command !== undefined) {
      outputs.push({ command, text: block.text, file: shown, before });
      // What is said after that of a mistake is of the file without it.
      shown = kept;
    } else if (how === undefined) {
      throw new Error(`the mark ${JSON.stringify(block.mark)} means nothing`);
    } else {
      // Blocks of which nothing is said between them are one change.
      if (outputs.at(-1)?.file === kept) before = kept.text;
      const change = how === "adds to" ? added : replaced;
      shown = { name, text: change(kept.text, block), isMistake: how === "a mistake in" };
      if (!shown.isMistake) kept = shown;
      files.push(shown);
    }
  }
  return { files: files.filter((file) => isWhole(file, outputs)), outputs };
}

/** Only where something is said of a file is a reader done with its change. */
function isWhole(file: ToldFile, outputs: readonly ToldOutput[]): boolean {
  return outputs.some((output) => output.file === file);
}

/** Sections of a text, each with the lines below it. */
function sectionsOf(text: string): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let lines: string[] = [];
  for (const line of text.trimEnd().split("\n")) {
    const [, key] = /^ {2}(backup:\w+):/.exec(line) ?? [];
    if (key !== undefined) sections.set(key, (lines = []));
    else if (lines.length === 0) sections.set("", (lines = sections.get("") ?? []));
    lines.push(line);
  }
  return sections;
}

function joined(sections: ReadonlyMap<string, readonly string[]>): string {
  return `${[...sections.values()].flat().join("\n")}\n`;
}

/** Entries at the ends of their sections; a section that is new at the end of the file. */
function added(text: string, block: Block): string {
  const sections = sectionsOf(text);
  for (const [key, [title = "", ...lines]] of sectionsOf(block.text))
    sections.set(key, [...(sections.get(key) ?? [title]), ...lines]);
  return joined(sections);
}

function replaced(text: string, block: Block): string {
  const sections = sectionsOf(text);
  for (const [key, lines] of sectionsOf(block.text)) {
    if (!sections.has(key)) throw new Error(`there is no ${key} to replace`);
    sections.set(key, lines);
  }
  return joined(sections);
}

/** Lines that a document shows and that a program did not print in this order; `…` stands for any. */
export function unsaidLines(shown: string, printed: string): string[] {
  const said = printed.split("\n").map((line) => line.trimEnd());
  let from = 0;
  return shown
    .trimEnd()
    .split("\n")
    .filter((line) => line.trim() !== "" && line.trim() !== "…")
    .filter((line) => {
      // An ellipsis at the end of a line stands for the rest of it.
      const isSaid = (one: string) =>
        line.endsWith("…") ? one.startsWith(line.slice(0, -1).trimEnd()) : one === line;
      const at = said.findIndex((one, index) => index >= from && isSaid(one));
      if (at >= 0) from = at + 1;
      return at < 0;
    });
}
