/** Columns that a report takes at most. */
export const width = 110;

/** Text broken between words so that no line is longer than `columns`; a longer word stands alone. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    if (line !== "" && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
}

/** Wrapped text of which every line is indented, the first one by something to be seen. */
export function indented(text: string, first: string): string[] {
  const rest = " ".repeat(first.length);
  return wrapped(text, width - first.length).map(
    (line, index) => (index === 0 ? first : rest) + line,
  );
}
