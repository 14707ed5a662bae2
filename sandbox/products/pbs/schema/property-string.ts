import { type Fault, ParameterError, reasonOf, Unreadable } from "./parameter-error";
import { type Format } from "./scalars";
import { itemSchema, type Properties, type Property, type Value, type Values } from "./schema";

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
  const { values, faults, unreadable } = readEntries(schema, text);
  if (faults.length > 0) throw new ParameterError(faults);
  if (unreadable !== undefined) throw unreadable;
  return values;
}

interface ReadEntries {
  readonly values: Values;
  readonly faults: readonly Fault[];
  /** The first word that its key does not know. */
  readonly unreadable: Unreadable | undefined;
}

function readEntries(schema: PropertyString, text: string): ReadEntries {
  const values: Record<string, Value> = {};
  const faults: Fault[] = [];
  let unreadable: Unreadable | undefined;
  for (const [key = defaultKey(schema), given] of split(text)) {
    try {
      values[key] = readValue(schema, key, given, values);
    } catch (error) {
      values[key] = given;
      if (error instanceof Unreadable) unreadable ??= error;
      else faults.push([key, reasonOf(error)]);
    }
  }
  const missing = Object.keys(schema.properties)
    .filter((key) => schema.properties[key]?.required === true && values[key] === undefined)
    .map((key): Fault => [key, "parameter is missing and it is not optional."]);
  return { values, faults: [...faults, ...missing], unreadable };
}

function readValue({ properties }: PropertyString, key: string, given: string, read: Values) {
  const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (property === undefined) throw new Error("schema does not allow additional properties");
  if (Object.hasOwn(read, key)) throw new Error("duplicate key");
  try {
    return itemSchema(property.schema).parse(given);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Error(`schema validation failed: ${reasonOf(error)}`);
  }
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

/** A format for strings that are property strings; words are not looked at before they are used. */
export function propertyString(schema: PropertyString): Format {
  return {
    typeText: typeText(schema),
    check(text) {
      const { faults } = readEntries(schema, text);
      if (faults.length > 0) throw new ParameterError(faults);
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
    const part = `${position === 0 ? "" : ","}${name}=${shortTypeText(properties[name])}`;
    return properties[name]?.required === true ? part : `[${part}]`;
  });
  return `[${parts.join(" ")}]`;
}

/** Up to three words are listed, more are not. */
function shortTypeText(property: Property | undefined): string {
  if (property === undefined) return "";
  const { kind, typeText } = itemSchema(property.schema);
  if (kind === "boolean") return "<1|0>";
  if (kind === "integer" || typeText.startsWith("<")) return `<${kind}>`;
  return typeText.split("|").length <= 3 ? typeText : "<enum>";
}
