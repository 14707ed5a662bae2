import { outputFormatSchema } from "../schema/formats";
import { type Properties, type Values } from "../schema/schema";
import { type Context, type Json } from "./command";
import { renderTable } from "./table";

/** One row of a list: a JSON object. */
export type Row = Readonly<Record<string, Json>>;

/** The `--output-format` parameter, for commands that have it. */
export const outputFormat: Properties = { "output-format": { schema: outputFormatSchema } };

/** Prints rows: JSON, or a table of `columns` sorted by the first of them. */
export function printRows(
  context: Context,
  values: Values,
  rows: readonly Row[],
  columns: readonly string[],
): void {
  const [key = ""] = columns;
  const sorted = [...rows].sort((a, b) => (cell(a[key]) < cell(b[key]) ? -1 : 1));
  print(context, values, rows, () =>
    renderTable(
      columns,
      sorted.map((row) => columns.map((column) => cell(row[column]))),
    ),
  );
}

/** Prints one object: JSON, or a table of its names and values. */
export function printObject(context: Context, values: Values, row: Row): void {
  print(context, values, row, () =>
    renderTable(
      ["Name", "Value"],
      Object.entries(row).map(([name, value]) => [name, cell(value)]),
    ),
  );
}

/** Prints `json` in the wanted format, or what `asText` returns. */
export function print(context: Context, values: Values, json: Json, asText: () => string): void {
  const forms: Readonly<Record<string, () => string>> = {
    text: asText,
    json: () => `${JSON.stringify(json)}\n`,
    "json-pretty": () => `${JSON.stringify(json, null, 2)}\n`,
  };
  context.out(forms[wantedFormat(values)]?.() ?? "");
}

/** The wanted format, `text` if none was given. */
export function wantedFormat(values: Values): string {
  return String(values["output-format"] ?? "text");
}

/** An object with its keys in alphabetical order, as the product prints them. */
export function sortedRow(row: Row): Row {
  return Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function cell(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
