import { parseParameters } from "./parameters";
import { type Format } from "./scalars";
import { type Properties, type Values } from "./schema";

/** A property string's keys, and the key of a value that is given without one. */
export interface PropertyString {
  readonly properties: Properties;
  readonly defaultKey?: string;
}

/**
 * Reads `key=value,key="quoted, value"` and checks it. Quoted values know `\"`, `\\` and `\n`.
 *
 * @throws Error with the product's text.
 */
export function parsePropertyString(schema: PropertyString, text: string): Values {
  return parseParameters(
    schema.properties,
    split(text).map(([key, value]) => [key ?? defaultKey(schema), value]),
  );
}

/**
 * Writes values the way the product does when it stores a property string again: the default key
 * loses its name, and only quotes, backslashes and newlines cause quoting.
 */
export function formatPropertyString(schema: PropertyString, values: Values): string {
  return Object.entries(values)
    .map(([key, value]) => (key === schema.defaultKey ? "" : `${key}=`) + quoted(String(value)))
    .join(",");
}

/** A format for strings that are property strings. */
export function propertyString(schema: PropertyString): Format {
  return {
    typeText: typeText(schema),
    check(text) {
      parsePropertyString(schema, text);
    },
  };
}

type Entry = readonly [key: string | undefined, value: string];

const entry =
  /^(?:(?<key>[^",=][^,=]*)=)?(?:"(?<quoted>(?:[^"\\]|\\.)*)"(?<rest>[^,]*)|(?<plain>[^,]*))(?:,|$)/s;

function split(text: string): Entry[] {
  const entries: Entry[] = [];
  for (let left = text; left !== "";) {
    const match = entry.exec(left);
    if (match === null) throw new Error("unexpected end of string");
    entries.push(readEntry(match.groups ?? {}));
    left = left.slice(match[0].length);
  }
  return entries;
}

function readEntry(groups: Partial<Record<string, string>>): Entry {
  if (groups["rest"]) throw new Error("garbage after quoted string");
  if (groups["quoted"] !== undefined) return [groups["key"], unquoted(groups["quoted"])];
  if (groups["plain"]?.startsWith('"')) throw new Error("unexpected end of string");
  return [groups["key"], groups["plain"] ?? ""];
}

const escapes: Readonly<Record<string, string>> = { '"': '"', "\\": "\\", n: "\n" };

function unquoted(text: string): string {
  return text.replace(/\\(.)/gs, (_, character: string) => {
    const meaning = escapes[character];
    if (meaning === undefined) throw new Error("unsupported escape sequence");
    return meaning;
  });
}

function quoted(text: string): string {
  if (!/["\\\n]/.test(text)) return text;
  return `"${text.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}

function defaultKey(schema: PropertyString): string {
  if (schema.defaultKey !== undefined) return schema.defaultKey;
  throw new Error("Value without key, but schema does not define a default key.");
}

function typeText({ properties, defaultKey: first }: PropertyString): string {
  const names = Object.keys(properties).sort();
  const ordered = first === undefined ? names : [first, ...names.filter((name) => name !== first)];
  const parts = ordered.map((name, position) => {
    const part = `${position === 0 ? "" : ","}${name}=<${properties[name]?.schema.kind}>`;
    return properties[name]?.required === true ? part : `[${part}]`;
  });
  return `[${parts.join(" ")}]`;
}
