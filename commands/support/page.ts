/** Columns where nobody says how many there are: a file, a pipe. */
const unknownWidth = 120;

/** Below these nothing can be laid out, and lines of prose that are longer are hard to read. */
const narrowest = 40;
const widestProse = 110;

/** Columns that a report has: those of `COLUMNS` where that is set, otherwise those of the terminal. */
export function pageWidth(): number {
  const given = Number(process.env["COLUMNS"]) || process.stdout.columns || unknownWidth;
  return Math.max(narrowest, given);
}

/** A space at which no line is broken. */
export const heldTogether = "\u00a0";

/** Text broken between words so that no line is longer than `columns`; a longer word stands alone. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/[ \t\n]+/).filter((part) => part !== "")) {
    if (line !== "" && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((whole) => whole.replaceAll(heldTogether, " "));
}

/** The same as one text in which a longer word is cut. */
export function hardWrapped(text: string, columns: number): string {
  if (text.length <= columns) return text;
  const pieces = new RegExp(`.{1,${columns}}`, "gu");
  return wrapped(text, columns)
    .flatMap((line) => line.match(pieces) ?? [])
    .join("\n");
}

/** Wrapped text of which every line is indented, the first one by something to be seen. */
export function indented(text: string, first: string): string[] {
  const rest = " ".repeat(first.length);
  const columns = Math.min(pageWidth(), widestProse) - first.length;
  return wrapped(text, columns).map((line, index) => (index === 0 ? first : rest) + line);
}
