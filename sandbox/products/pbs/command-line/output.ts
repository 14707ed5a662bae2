import { outputFormatSchema } from "../schema/formats";
import { type Properties, type Values } from "../schema/schema";
import { type Context, type Json } from "./command";
import { type Column, renderTable } from "./table";

/** One row of a list: a JSON object. */
export type Row = Readonly<Record<string, Json>>;

/** The `--output-format` parameter, for commands that have it. */
export const outputFormat: Properties = { "output-format": { schema: outputFormatSchema } };

/** How the cells of a column are written, where that is not as they are. */
export type Renderers = Readonly<Record<string, (value: Json | undefined) => string>>;

/** Prints rows: JSON, or a table of `columns` sorted by the first of them; nothing if there are none. */
export function printRows(
  context: Context,
  values: Values,
  rows: readonly Row[],
  columns: readonly string[],
  renderers: Renderers = {},
): void {
  const [key = ""] = columns;
  const sorted = [...rows].sort((a, b) => (cell(a[key]) < cell(b[key]) ? -1 : 1));
  print(context, values, rows, () =>
    rows.length === 0
      ? ""
      : renderTable(columns.map((title) => column(title, sorted, renderers[title]))),
  );
}

function column(title: string, rows: readonly Row[], renderer: Renderers[string] | undefined) {
  const values = rows.map((row) => row[title]);
  const right = renderer !== undefined || values.some(isNumeric);
  return { title, right, cells: values.map(renderer ?? cell) };
}

/** Prints one object: JSON, or a table of its names and values, those first that it must have. */
export function printObject(
  context: Context,
  values: Values,
  row: Row,
  required: readonly string[] = [],
): void {
  const others = Object.keys(row).filter((name) => !required.includes(name));
  const names = [...required, ...others];
  print(context, values, row, () => renderTable(nameAndValue(names, row)));
}

function nameAndValue(names: readonly string[], row: Row): Column[] {
  const values = names.map((name) => row[name]);
  const right = values.every(isNumeric);
  return [
    { title: "Name", cells: names, right: false },
    { title: "Value", cells: values.map(cell), right },
  ];
}

function isNumeric(value: Json | undefined): boolean {
  return typeof value === "number" || typeof value === "boolean";
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
  if (typeof value === "boolean") return value ? "1" : "0";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
