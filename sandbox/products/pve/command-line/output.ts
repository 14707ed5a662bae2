import { stringify } from "yaml";
import type { Schema } from "../schema/schema";
import { type TableLayout, textTable } from "./text-table";

/** How an answer may be printed (pvesh(1), "FORMAT_OPTIONS"). */
export const outputOptions: Schema = {
  "output-format": { type: "string", enum: ["text", "json", "json-pretty", "yaml"] },
  noborder: { type: "boolean" },
  noheader: { type: "boolean" },
  quiet: { type: "boolean" },
  "human-readable": { type: "boolean" },
};

/** The options of {@link outputOptions} as they were given. */
export interface OutputSettings extends TableLayout {
  readonly format: string;
  /** Columns of a list, in order. Default: every property, by name. */
  readonly columns?: readonly string[];
}

type Printer = (data: unknown, settings: OutputSettings) => string;

const printers: Readonly<Record<string, Printer>> = {
  json: (data) => `${JSON.stringify(sorted(data))}\n`,
  "json-pretty": (data) => `${perlPretty(sorted(data))}\n`,
  yaml: (data) => stringify(sorted(data), { directives: true }),
  text: printText,
};

/** The answer as it is printed. */
export function printed(data: unknown, settings: OutputSettings): string {
  return printers[settings.format]?.(data, settings) ?? "";
}

function printText(data: unknown, settings: OutputSettings): string {
  if (Array.isArray(data)) return data.length === 0 ? "" : printList(data, settings);
  if (typeof data !== "object" || data === null) return `${cell(data)}\n`;
  const rows = entriesOf(data).map(([key, value]) => ({ key, value }));
  return printList(rows, { ...settings, columns: ["key", "value"] });
}

function printList(rows: readonly unknown[], settings: OutputSettings): string {
  const items = rows.map((row) =>
    typeof row === "object" && row !== null ? (row as Record<string, unknown>) : { value: row },
  );
  const columns =
    settings.columns ?? [...new Set(items.flatMap((item) => Object.keys(item)))].sort();
  const cells = items.map((item) => columns.map((column) => cell(item[column])));
  return textTable(columns, cells, settings);
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(sorted(value));
}

/** Perl's JSON: three blanks, and a blank on both sides of the colon. */
function perlPretty(data: unknown): string {
  return JSON.stringify(data, null, 3).replace(/^(\s*"(?:[^"\\]|\\.)*"):/gm, "$1 :");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => sorted(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(entriesOf(value).map(([key, item]) => [key, sorted(item)]));
}

/** By name. */
function entriesOf(value: object): readonly (readonly [string, unknown])[] {
  return (Object.entries(value) as [string, unknown][]).sort(([a], [b]) => (a < b ? -1 : 1));
}
