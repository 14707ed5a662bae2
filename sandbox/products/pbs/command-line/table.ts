/** One column: its title, its cells and where they stand. */
export interface Column {
  readonly title: string;
  readonly cells: readonly string[];
  /** Numbers and flags stand at the right. */
  readonly right: boolean;
}

/** A table as the product draws it where nobody looks: with lines of ASCII. */
export function renderTable(columns: readonly Column[]): string {
  const widths = columns.map(({ title, cells }) => Math.max(...[title, ...cells].map(widthOf)));
  const rule = (fill: string) => `${widths.map((width) => `+${fill.repeat(width + 2)}`).join("")}+`;
  const line = (cellOf: (column: Column) => string) => {
    const cells = columns.map((column, index) =>
      padded(cellOf(column), widths[index] ?? 0, column),
    );
    return `|${cells.map((cell) => ` ${cell} `).join("|")}|`;
  };
  const rows = (columns[0]?.cells ?? []).map((_, row) => line(({ cells }) => cells[row] ?? ""));
  return [
    rule("="),
    line(({ title }) => title),
    rule("="),
    rows.join(`\n${rule("-")}\n`),
    `${rule("=")}\n`,
  ].join("\n");
}

/** A table of texts. */
export function renderTexts(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length === 0) return "";
  const cellsOf = (column: number) => rows.map((row) => row[column] ?? "");
  return renderTable(
    titles.map((title, column) => ({ title, cells: cellsOf(column), right: false })),
  );
}

function padded(text: string, width: number, { right }: Column): string {
  const blanks = " ".repeat(width - widthOf(text));
  return right ? blanks + text : text + blanks;
}

function widthOf(text: string): number {
  return [...text].length;
}
