import { OutsideSubset } from "../windows/interpreter/errors";
import { typeNameOf } from "../windows/interpreter/conversion/text";
import { DateTime } from "../windows/interpreter/values/date-time";
import { EnumValue } from "../windows/interpreter/values/enum-value";
import { Guid } from "../windows/interpreter/values/guid";
import { PsObject } from "../windows/interpreter/values/ps-object";
import { TimeSpan } from "../windows/interpreter/values/time-span";
import { isNull, type Value } from "../windows/interpreter/values/value";
import { enumWithName } from "./enums";

/** A value as the state's JSON files hold it. */
export type Stored = null | string | number | boolean | readonly Stored[] | StoredObject;

/** `$type` says what it is; the other keys are its properties, or its `value`. */
export interface StoredObject {
  readonly $type: string;
  readonly [property: string]: Stored;
}

/** Where objects of some types are kept: such an object is stored as a reference. */
export interface References {
  /** The collection that keeps the object; undefined if it is part of its owner. */
  collectionOf(object: PsObject): string | undefined;
  /** The object of that id. */
  resolve(collection: string, id: string): PsObject | undefined;
}

/** Turns a value into JSON. */
function encode(value: Value, references: References): Stored {
  if (isNull(value)) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (Array.isArray(value)) return value.map((item) => encode(item, references));
  if (value instanceof PsObject) return encodeObject(value, references);
  const simple = simpleText(value);
  if (simple === undefined) throw new OutsideSubset(`keeping a ${typeNameOf(value)} in Veeam`);
  return { $type: typeNameOf(value), value: simple };
}

function simpleText(value: Value): string | undefined {
  if (value instanceof DateTime) return value.toIso();
  const isSimple = value instanceof EnumValue || value instanceof TimeSpan || value instanceof Guid;
  return isSimple ? value.toText() : undefined;
}

function encodeObject(object: PsObject, references: References): StoredObject {
  const collection = references.collectionOf(object);
  if (collection !== undefined) {
    return { $type: "reference", collection, id: String(object.get("Id")) };
  }
  return encodeRecord(object, references);
}

/** Turns an object of a collection into JSON: its own properties, not a reference. */
export function encodeRecord(object: PsObject, references: References): StoredObject {
  const properties = object.entries.map(([name, value]) => [name, encode(value, references)]);
  return { $type: object.typeName, ...(Object.fromEntries(properties) as Record<string, Stored>) };
}

/** Turns JSON back into a value. */
export function decode(stored: Stored, references: References): Value {
  if (stored === null || typeof stored !== "object") return stored;
  if (isList(stored)) return stored.map((item) => decode(item, references));
  const { $type, ...properties } = stored;
  if ($type === "reference") {
    return references.resolve(textOf(stored, "collection"), textOf(stored, "id")) ?? null;
  }
  const read = simple[$type] ?? enumReader($type);
  if (read !== undefined) return read(textOf(stored, "value")) ?? null;
  return new PsObject(
    $type,
    Object.entries(properties).map(([name, value]) => [name, decode(value, references)] as const),
  );
}

function textOf(stored: StoredObject, name: string): string {
  const value = stored[name];
  if (typeof value === "string") return value;
  throw new Error(`Veeam's state: '${name}' of a ${stored.$type} is no text`);
}

const isList = (stored: Stored): stored is readonly Stored[] => Array.isArray(stored);

const simple: Readonly<Record<string, (text: string) => Value | undefined>> = {
  "System.DateTime": (text) => DateTime.parse(text),
  "System.TimeSpan": (text) => TimeSpan.parse(text),
  "System.Guid": (text) => new Guid(text),
};

function enumReader(typeName: string) {
  const type = enumWithName(typeName);
  return type === undefined ? undefined : (text: string) => type.member(text);
}
