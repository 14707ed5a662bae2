/** Rows under a header in the product's box drawing. */
export function renderTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = header.map((title, column) =>
    Math.max(...[header, ...rows].map((row) => displayWidth(row[column] ?? "")), title.length),
  );
  const rule = (left: string, fill: string, cross: string, right: string) =>
    `${left}${widths.map((width) => fill.repeat(width + 2)).join(cross)}${right}`;
  const line = (cells: readonly string[]) =>
    `│${widths.map((width, column) => ` ${padded(cells[column] ?? "", width)} `).join("│")}│`;
  const between = `\n${rule("├", "─", "┼", "┤")}\n`;
  return [
    rule("┌", "─", "┬", "┐"),
    line(header),
    rule("╞", "═", "╪", "╡"),
    ...(rows.length > 0 ? [rows.map(line).join(between)] : []),
    `${rule("└", "─", "┴", "┘")}\n`,
  ].join("\n");
}

function padded(text: string, width: number): string {
  return text + " ".repeat(width - displayWidth(text));
}

function displayWidth(text: string): number {
  return [...text].length;
}
