import { stripVTControlCharacters } from "node:util";
import Table from "cli-table3";
import { hardWrapped, indented, pageWidth } from "./page";

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  /** Where the page is too narrow this goes below its row; of several the last one goes first. */
  readonly mayGoBelow?: boolean;
}

/** A row of cells, one for each column, and texts that stand below it. */
export interface Row {
  readonly cells: readonly string[];
  readonly below?: readonly string[];
}

const gap = 2;
const belowRow = " ".repeat(6);

/** The least that a column is worth which is wrapped. */
const narrowestLast = 16;

/**
 * Lines of a table: columns as wide as their widest cell, the last one wrapped into what is left. What has no room
 * beside the others stands below its row, after its title.
 */
export function table(columns: readonly Column[], rows: readonly Row[]): string[] {
  const widths = columns.map(({ title }, at) =>
    Math.max(...[title, ...rows.map(({ cells }) => cells[at] ?? "")].map(visibleLength)),
  );
  const beside = shownBeside(columns, widths);
  const shown = (cells: readonly string[]) => beside.map((at) => cells[at] ?? "");
  const lines = aligned(
    beside.map((at) => columns[at]?.align ?? "left"),
    [shown(columns.map(({ title }) => title)), ...rows.map(({ cells }) => shown(cells))],
    fitted(beside.map((at) => widths[at] ?? 0)),
  );
  return lines.flatMap((line, index) => [
    ...line,
    ...(rows[index - 1] === undefined ? [] : belowOf(rows[index - 1]!, columns, beside)),
  ]);
}

/** Which columns stand beside each other, by their place. */
function shownBeside(columns: readonly Column[], widths: readonly number[]): number[] {
  const beside = columns.map((_, at) => at);
  const needed = () => {
    const [last = 0, ...others] = beside.map((at) => widths[at] ?? 0).reverse();
    return others.reduce((sum, one) => sum + one + gap, gap) + Math.min(last, narrowestLast);
  };
  while (needed() > pageWidth()) {
    const at = [...beside].reverse().find((one) => columns[one]?.mayGoBelow);
    if (at === undefined) break;
    beside.splice(beside.indexOf(at), 1);
  }
  return beside;
}

/** The widths with the last of them made as small as the page asks for. */
function fitted(widths: readonly number[]): number[] {
  const others = widths.slice(0, -1);
  const left = pageWidth() - others.reduce((sum, one) => sum + one + gap, gap);
  return [...others, Math.min(widths.at(-1) ?? 0, Math.max(narrowestLast, left))];
}

const noBorders = Object.fromEntries(
  [
    ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left"],
    ...["bottom-right", "left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"],
  ].map((name) => [name, ""]),
);

/** Rows that are drawn at once: the time that it takes grows with their square. */
const atOnce = 100;

/** The lines of each row. */
function aligned(
  colAligns: readonly ("left" | "right")[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): string[][] {
  const last = widths.at(-1) ?? 0;
  const broken = rows.map((cells) => [
    ...cells.slice(0, -1),
    hardWrapped(cells.at(-1) ?? "", last),
  ]);
  const parts = Array.from({ length: Math.ceil(rows.length / atOnce) }, (_, part) =>
    broken.slice(part * atOnce, (part + 1) * atOnce),
  );
  const lines = parts.flatMap((part) => drawn(colAligns, part, widths));
  return broken.map((cells) => lines.splice(0, cells.at(-1)?.split("\n").length));
}

function drawn(
  colAligns: readonly ("left" | "right")[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
): string[] {
  const drawing = new Table({
    chars: noBorders,
    style: { head: [], border: [], "padding-left": gap, "padding-right": 0 },
    colAligns: [...colAligns],
    colWidths: widths.map((width) => width + gap),
  });
  drawing.push(...rows.map((cells) => [...cells]));
  const lines = drawing.toString().split("\n");
  return lines.map((line) => line.trimEnd());
}

function belowOf(
  { cells, below = [] }: Row,
  columns: readonly Column[],
  beside: readonly number[],
) {
  const moved = columns.flatMap(({ title }, at) =>
    beside.includes(at) || (cells[at] ?? "") === "" ? [] : [`${title} ${cells[at]}`],
  );
  const texts = [...(moved.length === 0 ? [] : [moved.join("; ")]), ...below];
  return texts.flatMap((text) => indented(text, belowRow));
}

function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}
