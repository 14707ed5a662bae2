import { formatPath } from "../../../config/format-path";

type Keys = readonly (string | number)[];

/** A stack's file as it was written, and where. */
export interface WrittenFile {
  readonly text: string;
  /** Line and column, `12:5`, of what stands at a path: of the key in a map, of the value in a list. */
  readonly places: ReadonlyMap<string, string>;
}

/**
 * Writes sections as the text of a stack's file, one key or value a line, and notes where each stands. YAML takes
 * JSON, so nothing here knows how YAML is read.
 */
export function writtenFile(sections: Readonly<Record<string, unknown>>): WrittenFile {
  const places = new Map<string, string>([["", "1:1"]]);
  const lines = ["config:"];
  const write = (before: string, value: unknown, after: string, keys: Keys) => {
    places.set(pathOf(keys), `${lines.length + 1}:${indentOf(keys) + 1}`);
    const begin = " ".repeat(indentOf(keys)) + before;
    if (typeof value !== "object" || value === null || Object.keys(value).length === 0)
      return void lines.push(`${begin}${JSON.stringify(value)}${after}`);
    const [open, close] = Array.isArray(value) ? "[]" : "{}";
    lines.push(`${begin}${open}`);
    const entries: [string | number, unknown][] = Array.isArray(value)
      ? [...value.entries()]
      : Object.entries(value);
    for (const [key, inner] of entries)
      write(typeof key === "number" ? "" : `${JSON.stringify(key)}: `, inner, ",", [...keys, key]);
    lines.push(`${" ".repeat(indentOf(keys) + 1)}${close}${after}`);
  };
  for (const [section, value] of Object.entries(sections))
    if (value !== undefined) write(`backup:${section}: `, value, "", [section]);
  return { text: `${lines.join("\n")}\n`, places };
}

const indentOf = (keys: Keys) => 2 * keys.length;
const pathOf = (keys: Keys) => `backup:${formatPath(keys)}`;

/** The place of what stands at a path, or of the nearest thing above it that is there. */
export function nearestPlace({ places }: WrittenFile, path: string): string {
  const above = [...places.keys()].filter(
    (known) => path === known || (path.startsWith(known) && /^[.[]/.test(path.slice(known.length))),
  );
  const nearest = above.sort((a, b) => b.length - a.length)[0];
  return places.get(nearest ?? "")!;
}
