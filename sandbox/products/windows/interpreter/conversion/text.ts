import { OutsideSubset } from "../errors";
import { PsObject } from "../values/ps-object";
import { itemsOf, type Value } from "../values/value";

/** What `[string]` and a string with variables make of a value. */
export function toText(value: Value): string {
  return isList(value) ? itemsOf(value).map(itemText).join(" ") : itemText(value);
}

/** The text of one item of a list; a list in a list shows its type alone. */
export function itemText(value: Value): string {
  if (value === null || typeof value === "symbol") return "";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (isList(value)) return typeNameOf(value);
  return value instanceof PsObject ? objectText(value) : value.toText();
}

function isList(value: Value): value is Value[] | Uint8Array {
  return Array.isArray(value) || value instanceof Uint8Array;
}

function objectText(object: PsObject): string {
  if (object.typeName === PsObject.custom) {
    const entries = object.entries.map(([name, value]) => `${name}=${nestedText(value)}`);
    return entries.length === 0 ? "" : `@{${entries.join("; ")}}`;
  }
  if (!object.hasText) throw new OutsideSubset(`the text of a ${object.typeName}`);
  return object.toText();
}

/** An object in an object has no text there. */
function nestedText(value: Value): string {
  return value instanceof PsObject && value.typeName === PsObject.custom ? "" : itemText(value);
}

/** The .NET name of a value's type, as messages show it. */
export function typeNameOf(value: Value): string {
  if (value === null || typeof value === "symbol") return "null";
  if (typeof value === "string") return "System.String";
  if (typeof value === "boolean") return "System.Boolean";
  if (typeof value === "number") return "System.Int32";
  if (value instanceof Uint8Array) return "System.Byte[]";
  return Array.isArray(value) ? "System.Object[]" : value.typeName;
}
