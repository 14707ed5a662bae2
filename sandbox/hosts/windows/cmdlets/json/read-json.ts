import { failure, type PowerShellError } from "../../interpreter/errors";
import { DateTime } from "../../interpreter/values/date-time";
import { Double } from "../../interpreter/values/double";
import { Hashtable } from "../../interpreter/values/hashtable";
import { PsObject } from "../../interpreter/values/ps-object";
import { type Value } from "../../interpreter/values/value";

/** How `ConvertFrom-Json` reads. */
export interface JsonReading {
  readonly asHashtable: boolean;
  /** PowerShell 7 makes dates of strings that look like them; 5.1 does not. */
  readonly dates: boolean;
}

/**
 * Reads JSON.
 *
 * @throws PowerShellError if it is none, or if two keys of an object differ only in case
 */
export function readJson(text: string, reading: JsonReading): Value {
  return valueOf(parsed(text), reading);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw jsonError(`Conversion from JSON failed with error: ${(error as Error).message}`);
  }
}

function jsonError(message: string): PowerShellError {
  return failure(message, { type: "System.ArgumentException", id: "ConvertFromJson" });
}

function valueOf(json: unknown, reading: JsonReading): Value {
  if (typeof json === "number") return Number.isInteger(json) ? json : new Double(json);
  if (typeof json === "string") return reading.dates ? dateOrText(json) : json;
  if (Array.isArray(json)) return json.map((item) => valueOf(item, reading));
  if (typeof json === "object" && json !== null) return objectOf(json, reading);
  return typeof json === "boolean" ? json : null;
}

function dateOrText(text: string): Value {
  return text.includes("T") ? (DateTime.parse(text) ?? text) : text;
}

function objectOf(json: object, reading: JsonReading): Value {
  const entries = Object.entries(json).map(
    ([name, each]) => [name, valueOf(each, reading)] as const,
  );
  if (reading.asHashtable) return Hashtable.of(entries, true);
  const seen = new Map<string, string>();
  for (const [name] of entries) {
    const before = seen.get(name.toLowerCase());
    if (before !== undefined) throw clash(before, name);
    seen.set(name.toLowerCase(), name);
  }
  return new PsObject(PsObject.custom, entries);
}

function clash(before: string, name: string): PowerShellError {
  return jsonError(
    "Cannot convert the JSON string because it contains keys with different casing. Please use " +
      `the -AsHashTable switch instead. The key that was attempted to be added to the existing ` +
      `key '${before}' was '${name}'.`,
  );
}
