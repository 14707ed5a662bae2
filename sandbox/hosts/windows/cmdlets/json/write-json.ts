import { toText, typeNameOf } from "../../interpreter/conversion/text";
import { OutsideSubset } from "../../interpreter/errors";
import { DateTime } from "../../interpreter/values/date-time";
import { Double } from "../../interpreter/values/double";
import { EnumValue } from "../../interpreter/values/enum-value";
import { Guid } from "../../interpreter/values/guid";
import { Hashtable } from "../../interpreter/values/hashtable";
import { PsObject } from "../../interpreter/values/ps-object";
import { SecureString } from "../../interpreter/values/secure-string";
import { isNull, type Value } from "../../interpreter/values/value";

/** How `ConvertTo-Json` writes. */
export interface JsonStyle {
  readonly compress: boolean;
  /** Levels below the first that are written in full; deeper values become text. */
  readonly depth: number;
  readonly enumsAsStrings: boolean;
}

/** The text, and whether something was too deep to be written in full. */
export interface WrittenJson {
  readonly text: string;
  readonly truncated: boolean;
}

/** Writes a value as PowerShell 7 does; two blanks a level, lines as on Windows. */
export function writeJson(value: Value, style: JsonStyle): WrittenJson {
  const writer = new JsonWriter(style);
  const text = writer.write(value, 0);
  return { text, truncated: writer.truncated };
}

class JsonWriter {
  truncated = false;

  constructor(private readonly style: JsonStyle) {}

  write(value: Value, level: number): string {
    if (isNull(value)) return "null";
    if (typeof value === "boolean" || typeof value === "number") return String(value);
    if (typeof value === "string") return quoted(value);
    const simple = this.simple(value);
    if (simple !== undefined) return simple;
    const items = Array.isArray(value) ? value : undefined;
    const entries = items === undefined ? entriesOf(value) : undefined;
    if (level > this.style.depth) return this.asText(value);
    if (items !== undefined) {
      return this.wrapped(
        "[",
        items.map((item) => this.write(item, level + 1)),
        "]",
        level,
      );
    }
    const gap = this.style.compress ? "" : " ";
    const lines = (entries ?? []).map(
      ([name, each]) => `${quoted(name)}:${gap}${this.write(each, level + 1)}`,
    );
    return this.wrapped("{", lines, "}", level);
  }

  /** Objects that JSON shows as one value; an enumeration as its number. */
  private simple(value: Value): string | undefined {
    if (value instanceof Double) {
      return Number.isInteger(value.value) ? `${value.value}.0` : String(value.value);
    }
    if (value instanceof DateTime) return quoted(value.toIso().replace(/\.?0+(?=[Z+])/, ""));
    if (value instanceof Guid) return quoted(value.text);
    return value instanceof EnumValue ? this.member(value) : undefined;
  }

  private member(value: EnumValue): string {
    if (this.style.enumsAsStrings) return quoted(value.name);
    if (value.number !== undefined) return String(value.number);
    throw new OutsideSubset(
      `ConvertTo-Json of a ${value.typeName}, whose number is not documented; cast it to [string]`,
    );
  }

  private asText(value: Value): string {
    this.truncated = true;
    return quoted(toText(value));
  }

  private wrapped(open: string, lines: readonly string[], close: string, level: number): string {
    if (lines.length === 0 || this.style.compress) return open + lines.join(",") + close;
    const indent = "  ".repeat(level);
    return `${open}\r\n${lines.map((line) => `${indent}  ${line}`).join(",\r\n")}\r\n${indent}${close}`;
  }
}

function entriesOf(value: Value): readonly (readonly [string, Value])[] {
  if (value instanceof PsObject) return value.entries;
  if (value instanceof Hashtable) return value.entries.map(([key, each]) => [toText(key), each]);
  if (value instanceof SecureString) return [["Length", value.read("Length") ?? 0]];
  throw new OutsideSubset(`ConvertTo-Json of a ${typeNameOf(value)}`);
}

/** A JSON string; PowerShell also escapes the line ends that JSON lets pass. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u0085\u2028\u2029]/g,
    (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
