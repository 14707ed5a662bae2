import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { refusal } from "../api/api-error";

/** Values by key; a key written on several lines has several. */
export type SectionValues = Readonly<Record<string, string | readonly string[]>>;

/** One section: a line `type: id`, then its values. */
export interface Section {
  readonly type: string;
  readonly id: string;
  readonly values: SectionValues;
}

/** What a file holds, and the digest by which a client proves that it saw this version. */
export interface SectionFile {
  readonly sections: readonly Section[];
  /** SHA-1 of the text, in hexadecimal. */
  readonly digest: string;
}

/**
 * A file in PVE's section form, such as `storage.cfg` and `jobs.cfg`: a header `type: id`, lines of TAB, key, blank and
 * value, an empty line. It is read anew for every request, so a change made by hand is seen at once.
 */
export class SectionConfig {
  constructor(private readonly file: string) {}

  /** An absent file is an empty one. */
  read(): SectionFile {
    const text = existsSync(this.file) ? readFileSync(this.file, "utf8") : "";
    const sections = sectionLines(text).map((lines) => this.parseSection(lines));
    return { sections, digest: createHash("sha1").update(text).digest("hex") };
  }

  /**
   * Replaces the file in one step.
   *
   * @throws ApiError 500 as {@link checkSectionValues}
   */
  write(sections: readonly Section[]): void {
    for (const section of sections) checkSectionValues(section.values);
    const text = sections.map(formatSection).join("\n");
    mkdirSync(path.dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, text, { mode: 0o640 });
    renameSync(`${this.file}.new`, this.file);
  }

  private parseSection(lines: readonly string[]): Section {
    const header = /^(\S+):\s*(\S+)\s*$/.exec(lines[0] ?? "");
    if (header?.[1] === undefined || header[2] === undefined)
      throw refusal(`${this.file}: ignore invalid line '${lines[0]}', expected 'type: id'`);
    const values: Record<string, string | string[]> = {};
    for (const line of lines.slice(1)) {
      const [, key = "", value = "1"] = /^\s+(\S+)(?:\s+(.*?))?\s*$/.exec(line) ?? [];
      const known = values[key];
      values[key] = known === undefined ? value : [known, value].flat();
    }
    return { type: header[1], id: header[2], values };
  }
}

/** A line that begins with no blank is a header; what follows it, up to the next, is its section. */
function sectionLines(text: string): readonly (readonly string[])[] {
  const sections: string[][] = [];
  for (const line of text.split("\n").filter((line) => line.trim() !== "" && line[0] !== "#")) {
    if (/^\s/.test(line) && sections.length > 0) sections.at(-1)?.push(line);
    else sections.push([line]);
  }
  return sections;
}

function formatSection(section: Section): string {
  const lines = Object.keys(section.values)
    .sort()
    .flatMap((key) => [section.values[key] ?? []].flat().map((value) => formatLine(key, value)));
  return `${section.type}: ${section.id}\n${lines.join("")}`;
}

/**
 * Refuses values that a section file cannot hold.
 *
 * @throws ApiError 500 when a value has a line feed, which would start a line of its own
 */
export function checkSectionValues(values: SectionValues): void {
  const broken = Object.keys(values).find((key) =>
    /[\r\n]/.test([values[key] ?? []].flat().join("")),
  );
  if (broken !== undefined) throw refusal(`property '${broken}' contains a line feed`);
}

function formatLine(key: string, value: string): string {
  return value === "" ? "" : `\t${key} ${value}\n`;
}
