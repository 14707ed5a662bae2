import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../../lib/project-root";

/** A text that people read, by its path from the project's root. */
export interface Document {
  readonly file: string;
  readonly text: string;
}

/** A fenced block, and what the comment before it says of it. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** Empty where nothing is said. */
  readonly mark: string;
}

const roots = ["CHANGELOG.md", "CONTRIBUTING.md", "README.md", "SECURITY.md"];
const folders = ["docs", "agents"];

/** Every document for people: what is written for tests is none. */
export function documents(): Document[] {
  const below = folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .map((name) => path.posix.join(folder, name)),
  );
  return [...roots, "sandbox/README.md", ...below.sort()].map(document);
}

export function document(file: string): Document {
  return { file, text: fs.readFileSync(path.join(projectRoot, file), "utf8") };
}

const fence = /((?:^<!-- .* -->\n+)*)^( *)```(\w*)\n([\s\S]*?)^\2```$/gm;

/** Its fenced blocks in a row. */
export function blocksOf(text: string): Block[] {
  return [...text.matchAll(fence)].map(
    ([, comments = "", indent = "", language = "", body = ""]) => {
      const marks = [...comments.matchAll(/<!-- (.*) -->/g)].map(([, mark = ""]) => mark);
      const mark = marks.find((one) => one !== "prettier-ignore") ?? "";
      return { language, mark, text: indent === "" ? body : body.replaceAll(`\n${indent}`, "\n") };
    },
  );
}

/** The text without its blocks. */
export function proseOf(text: string): string {
  return text.replace(fence, "");
}

/** Where links can lead to in it, as GitHub names its headings. */
export function anchorsOf(text: string): Set<string> {
  const seen = new Map<string, number>();
  const headings = [...proseOf(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, title = ""]) => title);
  return new Set(
    headings.map((title) => {
      const name = title
        .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
        .replaceAll(" ", "-");
      const count = seen.get(name) ?? 0;
      seen.set(name, count + 1);
      return count === 0 ? name : `${name}-${count}`;
    }),
  );
}

/** Where its links and pictures lead. */
export function linksOf(text: string): string[] {
  const prose = proseOf(text).replace(/`[^`\n]*`/g, "code");
  return [...prose.matchAll(/\]\(<?([^)>\s]+)>?\)/g)].map(([, target = ""]) => target);
}
