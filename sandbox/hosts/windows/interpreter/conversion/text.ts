import { OutsideSubset } from "../errors";
import { PsObject } from "../values/ps-object";
import { type Value } from "../values/value";

/** What `[string]` and a string with variables make of a value. */
export function toText(value: Value): string {
  if (value === null || typeof value === "symbol") return "";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(toText).join(" ");
  if (value instanceof Uint8Array) return [...value].join(" ");
  return value instanceof PsObject ? objectText(value) : value.toText();
}

function objectText(object: PsObject): string {
  if (object.typeName === PsObject.custom) {
    const entries = object.entries.map(([name, value]) => `${name}=${toText(value)}`);
    return `@{${entries.join("; ")}}`;
  }
  if (!object.hasText) throw new OutsideSubset(`the text of a ${object.typeName}`);
  return object.toText();
}

/** The .NET name of a value's type, as messages show it. */
export function typeNameOf(value: Value): string {
  if (value === null || typeof value === "symbol") return "null";
  if (typeof value === "string") return "System.String";
  if (typeof value === "boolean") return "System.Boolean";
  if (typeof value === "number") {
    return Number.isInteger(value) && Math.abs(value) > 0x7fffffff
      ? "System.Int64"
      : "System.Int32";
  }
  if (value instanceof Uint8Array) return "System.Byte[]";
  return Array.isArray(value) ? "System.Object[]" : value.typeName;
}
