import { width, wrapped } from "./text";

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
}

/** A row of cells, one for each column, and lines that stand below it. */
export interface Row {
  readonly cells: readonly string[];
  readonly below?: readonly string[];
}

const gap = "  ";

/** Lines of a table: columns as wide as their widest cell, the last one wrapped into what is left. */
export function table(columns: readonly Column[], rows: readonly Row[]): string[] {
  const widths = columns.map(({ title }, at) =>
    Math.max(title.length, ...rows.map(({ cells }) => (cells[at] ?? "").length)),
  );
  const before = widths.slice(0, -1).reduce((sum, one) => sum + one + gap.length, gap.length);
  const rest = Math.max(12, width - before);
  const line = (cells: readonly string[]) =>
    (gap + cells.map((cell, at) => padded(cell, widths[at] ?? 0, columns[at])).join(gap)).trimEnd();
  const lines = ({ cells, below = [] }: Row) => {
    const [first = "", ...more] = wrapped(cells.at(-1) ?? "", rest);
    return [
      line([...cells.slice(0, -1), first]),
      ...more.map((text) => " ".repeat(before) + text),
      ...below,
    ];
  };
  return [line(columns.map(({ title }) => title)), ...rows.flatMap(lines)];
}

function padded(cell: string, size: number, column: Column | undefined): string {
  return column?.align === "right" ? cell.padStart(size) : cell.padEnd(size);
}
