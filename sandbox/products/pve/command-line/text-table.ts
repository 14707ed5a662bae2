/** What surrounds the cells of a table. */
export interface TableLayout {
  readonly border: boolean;
  readonly header: boolean;
}

/**
 * A table as the product prints it where the terminal knows no UTF-8: framed with plus, minus and bar, a title row,
 * sorted by its first column.
 */
export function textTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  { border, header }: TableLayout,
): string {
  const ordered = [...rows].sort((a, b) => ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1));
  const widths = columns.map((title, index) =>
    Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const frame = `+${widths.map((width) => "-".repeat(width + 2)).join("+")}+`;
  const line = (cells: readonly string[]) =>
    border ? `| ${padded(cells, widths).join(" | ")} |` : padded(cells, widths, true).join(" ");
  const content = [...(header ? [columns] : []), ...ordered].map(line);
  const framed = border ? [frame, ...content.flatMap((text) => [text, frame])] : content;
  return `${framed.join("\n")}\n`;
}

/** Without a frame nothing is put behind the last column. */
function padded(
  cells: readonly string[],
  widths: readonly number[],
  raggedEnd = false,
): readonly string[] {
  const last = cells.length - 1;
  return cells.map((cell, index) =>
    raggedEnd && index === last ? cell : cell.padEnd(widths[index] ?? 0),
  );
}
