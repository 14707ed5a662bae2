import { wholeNumber } from "../../interpreter/conversion/number";
import { failure, OutsideSubset, type PowerShellError } from "../../interpreter/errors";
import { type Edition } from "../../interpreter/host";
import { DateTime } from "../../interpreter/values/date-time";
import { Double } from "../../interpreter/values/double";
import { Long } from "../../interpreter/values/long";
import { PsObject } from "../../interpreter/values/ps-object";
import { type Value } from "../../interpreter/values/value";
import { type JsonMaker, readJsonText } from "./json-text";

/** How `ConvertFrom-Json` reads. */
export interface JsonReading {
  readonly edition: Edition["name"];
  /** Makes dates of texts that look like them. */
  readonly dates: boolean;
}

/**
 * Reads JSON.
 *
 * @throws PowerShellError if a key is empty, or if two keys of an object differ only in case
 */
export function readJson(text: string, { edition, dates }: JsonReading): Value {
  if (/^(?!true$|false$|null$)[a-z]+$/i.test(text)) throw noJson(text, edition);
  const maker = edition === "Core" ? core : desktop;
  return readJsonText<Value>(text, dates ? maker : { ...maker, string: (each) => each });
}

const core: JsonMaker<Value> = {
  number: coreNumber,
  string: dateOrText,
  constant: (value) => value,
  array: (items) => [...items],
  object: objectOf,
};

/** Windows PowerShell reads with `JavaScriptSerializer`, of which only the plain cases are known here. */
const desktop: JsonMaker<Value> = {
  ...core,
  number: (written) => {
    const number = /^-?\d+$/.test(written) ? wholeNumber(BigInt(written)) : undefined;
    if (number === undefined) throw new OutsideSubset(`the number ${written} in 5.1, a Decimal`);
    return number;
  },
  string: (text) => {
    if (/^\\?\/Date\(/.test(text)) throw new OutsideSubset(`'${text}' in 5.1, a date`);
    return text;
  },
  object: (entries) => {
    if (entries.some(([name]) => name === "__type")) throw new OutsideSubset("__type in 5.1");
    return objectOf(entries);
  },
};

/** Whole numbers have 64 bits. */
function coreNumber(written: string): Value {
  if (!/^-?\d+$/.test(written)) return new Double(Number(written));
  const number = BigInt(written);
  if (BigInt.asIntN(64, number) === number) return new Long(number);
  throw new OutsideSubset(`the number ${written}, a BigInteger`);
}

/** What Newtonsoft's reader takes for a date: ISO 8601 with a time, or what old JSON of .NET had. */
const iso = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?)(Z|[+-]\d\d(?::?\d\d)?)?$/;
const old = /^\/Date\((-?\d{1,14})([+-]\d{4})?\)\/$/;

function dateOrText(text: string): Value {
  const [, milliseconds, offset] = old.exec(text) ?? [];
  if (milliseconds !== undefined) {
    return new DateTime(Number(milliseconds), offset === undefined ? "Utc" : "Local");
  }
  const [, time = "", zone = ""] = iso.exec(text) ?? [];
  const read = DateTime.parse(time + offsetOf(zone));
  return zone === "Z" && read !== undefined
    ? new DateTime(read.milliseconds, "Utc")
    : (read ?? text);
}

/** An offset as ISO 8601's long form has it. */
function offsetOf(zone: string): string {
  if (zone === "" || zone === "Z") return zone;
  const [hours, minutes] = [zone.slice(0, 3), zone.slice(3).replace(":", "") || "00"];
  if (Math.abs(Number(hours)) < 24 && Number(minutes) < 60) return `${hours}:${minutes}`;
  throw new OutsideSubset(`a date with the offset ${zone}`);
}

function objectOf(entries: readonly (readonly [string, Value])[]): Value {
  const seen = new Map<string, string>();
  const properties = new Map<string, Value>();
  for (const [name, value] of entries) {
    const before = seen.get(name.toLowerCase()) ?? name;
    if (name === "") throw emptyName();
    if (before !== name) throw clash(before, name);
    seen.set(name.toLowerCase(), name);
    properties.delete(name);
    properties.set(name, value);
  }
  return new PsObject(PsObject.custom, properties);
}

function jsonError(message: string): PowerShellError {
  return failure(message, { type: "System.InvalidOperationException", id: "ConvertFromJson" });
}

/**
 * A word that is no JSON at all. Of other texts it depends on the reader whether they are, and what it says.
 *
 * Source: 7.6 recorded; 5.1 as `JavaScriptObjectDeserializer` of .NET Framework has it.
 */
function noJson(word: string, edition: Edition["name"]): Error {
  if (edition === "Desktop") return jsonError(`Invalid JSON primitive: ${word}.`);
  if (/^(t|f|nu|ne|i|u|NaN)/i.test(word)) return new OutsideSubset(`ConvertFrom-Json of ${word}`);
  return jsonError(
    "Conversion from JSON failed with error: Unexpected character encountered while parsing value: " +
      `${word.slice(0, 1)}. Path '', line 0, position 0.`,
  );
}

function emptyName(): PowerShellError {
  return jsonError(
    "The provided JSON includes a property whose name is an empty string, this is only supported " +
      "using the -AsHashTable switch.",
  );
}

function clash(before: string, name: string): PowerShellError {
  return jsonError(
    "Cannot convert the JSON string because it contains keys with different casing. Please use " +
      `the -AsHashTable switch instead. The key that was attempted to be added to the existing ` +
      `key '${before}' was '${name}'.`,
  );
}
