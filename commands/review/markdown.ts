import {
  type DocumentSection,
  type DocumentTable,
  type Line,
  type Piece,
  type ReviewDocument,
} from "./document";

const signs: Readonly<Record<ReviewDocument["tone"], string>> = {
  good: "✅",
  warning: "⚠️",
  error: "❌",
  note: "ℹ️",
};

/** Characters of a comment that GitHub takes. */
const longest = 65_536;

/** Rows of each table, as many as the comment has room for. */
const rowLimits = [200, 50, 10, 0];

/** A review as a comment in GitHub's Markdown: the verdict first, everything else folded, and short enough to be one. */
export function markdownOf(document: ReviewDocument): string {
  const texts = rowLimits.map((rows) => withRows(document, rows));
  const short = withRows({ ...document, sections: [] }, 0).slice(0, longest);
  return texts.find(({ length }) => length <= longest) ?? short;
}

function withRows(
  { title, tone, verdict, errors, notes, sections }: ReviewDocument,
  mostRows: number,
): string {
  const summary = sections.map(
    (section) => `- **${plain(section.title)}:** ${lineOf(section.summary)}`,
  );
  const blocks = [
    `### ${plain(title)}`,
    `${signs[tone]} **${plain(verdict)}**`,
    errors.map((error, at) => `${at + 1}. ${lineOf(error)}`).join("\n"),
    summary.join("\n"),
    ...notes.map((note) => `_${plain(note)}_`),
    ...sections.map((section) => sectionOf(section, mostRows)),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function sectionOf({ title, summary, tables }: DocumentSection, mostRows: number): string {
  const head = `<summary><b>${entities(title)}</b>: ${summary.map(htmlOf).join("")}</summary>`;
  const shown = tables.map((table) => tableOf(table, mostRows)).join("\n\n");
  return ["<details>", head, "", shown, "", "</details>"].join("\n");
}

function tableOf({ title, columns, rows }: DocumentTable, mostRows: number): string {
  const rest = rows.length - mostRows;
  const more = rest > 0 ? ["", `and ${rest} more, which \`--json\` and \`--html\` have`] : [];
  const cells = (texts: readonly string[]) => `| ${texts.join(" | ")} |`;
  return [
    `**${plain(title)}**`,
    "",
    cells(columns.map(plain)),
    cells(columns.map(() => "---")),
    ...rows.slice(0, mostRows).map((row) => cells(row.map(lineOf))),
    ...more,
  ].join("\n");
}

function lineOf(line: Line): string {
  return line
    .map((piece) => (typeof piece === "string" ? plain(piece) : code(piece.name)))
    .join("");
}

/** Text that means nothing to Markdown or HTML. */
function plain(text: string): string {
  return entities(oneLine(text)).replace(/[\\`*_[\]|~]/g, (character) => `\\${character}`);
}

/** A name as it stands: nothing in it means anything, whatever it is. */
function code(name: string): string {
  const text = oneLine(name);
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 || text.trim() !== text || text === "" ? " " : "";
  // A bar ends a cell of a table in code as well.
  return `${fence}${space}${text.replaceAll("|", "\\|")}${space}${fence}`;
}

function htmlOf(piece: Piece): string {
  return typeof piece === "string"
    ? entities(oneLine(piece))
    : `<code>${entities(oneLine(piece.name))}</code>`;
}

function entities(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
