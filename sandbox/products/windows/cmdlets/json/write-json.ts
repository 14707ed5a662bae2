import { toText, typeNameOf } from "../../interpreter/conversion/text";
import { OutsideSubset } from "../../interpreter/errors";
import { type Edition } from "../../interpreter/host";
import { DateTime } from "../../interpreter/values/date-time";
import { Double } from "../../interpreter/values/double";
import { EnumValue } from "../../interpreter/values/enum-value";
import { Guid } from "../../interpreter/values/guid";
import { Hashtable } from "../../interpreter/values/hashtable";
import { Long } from "../../interpreter/values/long";
import { PsObject } from "../../interpreter/values/ps-object";
import { SecureString } from "../../interpreter/values/secure-string";
import { isNull, itemsOf, type Value } from "../../interpreter/values/value";

/** How `ConvertTo-Json` writes. */
export interface JsonStyle {
  readonly compress: boolean;
  /** Levels below the first that are written in full; deeper values become text. */
  readonly depth: number;
  readonly edition: Edition["name"];
}

/** The text, and whether something was too deep to be written in full. */
export interface WrittenJson {
  readonly text: string;
  readonly truncated: boolean;
}

/** Writes a value as PowerShell does; two blanks a level, lines as on Windows. */
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
    if (typeof value === "string") return this.quoted(value);
    const simple = this.simple(value);
    if (simple !== undefined) return simple;
    const isList = Array.isArray(value) || value instanceof Uint8Array;
    const entries = isList ? [] : entriesOf(value);
    if (level > this.style.depth) return this.asText(value);
    if (isList) {
      this.requireCore("a list", true);
      const items = itemsOf(value).map((item) => this.write(item, level + 1));
      return this.wrapped("[", items, "]", level);
    }
    this.requireCore("lines", !this.style.compress);
    const gap = this.style.compress ? "" : " ";
    const lines = entries.map(
      ([name, each]) => `${this.quoted(name)}:${gap}${this.write(each, level + 1)}`,
    );
    return this.wrapped("{", lines, "}", level);
  }

  /** Objects that JSON shows as one value; an enumeration as its number. */
  private simple(value: Value): string | undefined {
    if (value instanceof Long) return value.toText();
    if (value instanceof Guid) return this.quoted(value.text);
    if (value instanceof EnumValue) return member(value);
    if (!(value instanceof Double || value instanceof DateTime)) return undefined;
    const known = value instanceof Double && !Number.isInteger(value.value);
    this.requireCore(`the ${value.typeName} ${value.toText()}`, !known);
    return value instanceof Double
      ? this.style.edition === "Core"
        ? value.toJson()
        : value.toRoundTrip()
      : this.quoted(value.toIso().replace(/\.?0+(?=[Z+]|$)/, ""));
  }

  /** Windows PowerShell writes some things in a way of its own. */
  private requireCore(what: string, matters: boolean): void {
    if (!matters || this.style.edition === "Core") return;
    throw new OutsideSubset(`ConvertTo-Json of ${what} in 5.1`);
  }

  private asText(value: Value): string {
    this.truncated = true;
    return this.quoted(toText(value));
  }

  private wrapped(open: string, lines: readonly string[], close: string, level: number): string {
    if (lines.length === 0 || this.style.compress) return open + lines.join(",") + close;
    const indent = "  ".repeat(level);
    return `${open}\r\n${lines.map((line) => `${indent}  ${line}`).join(",\r\n")}\r\n${indent}${close}`;
  }

  /** A JSON string; PowerShell also escapes the line ends that JSON lets pass, and 5.1 what HTML minds. */
  private quoted(text: string): string {
    if (/\p{Surrogate}/u.test(text)) throw new OutsideSubset("ConvertTo-Json of half a character");
    const more = this.style.edition === "Core" ? /[\x85\u2028\u2029]/g : /['<>&\x85\u2028\u2029]/g;
    return JSON.stringify(text).replaceAll(
      more,
      (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  }
}

function member(value: EnumValue): string {
  if (value.number !== undefined) return String(value.number);
  throw new OutsideSubset(
    `ConvertTo-Json of a ${value.typeName}, whose number is not documented; cast it to [string]`,
  );
}

function entriesOf(value: Value): readonly (readonly [string, Value])[] {
  if (value instanceof PsObject) return value.entries;
  if (value instanceof SecureString) return [["Length", value.read("Length") ?? 0]];
  if (!(value instanceof Hashtable)) {
    throw new OutsideSubset(`ConvertTo-Json of a ${typeNameOf(value)}`);
  }
  return value.entries.map(([key, each]) => {
    if (typeof key !== "string")
      throw new OutsideSubset("ConvertTo-Json of keys that are no texts");
    return [key, each];
  });
}
