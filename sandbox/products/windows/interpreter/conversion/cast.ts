import { DotNetError, failure } from "../errors";
import { NetObject, type Value } from "../values/value";
import { isNumeric } from "./number";
import { toText, typeNameOf } from "./text";
import { type ConvertibleType, typeNamed } from "./types";

/**
 * `[type]value`.
 *
 * @throws PowerShellError with the text of PowerShell if the value does not convert
 */
export function cast(name: string, value: Value): Value {
  return castTo(typeNamed(name), value);
}

/** The same, for a type that is known. */
export function castTo(type: ConvertibleType, value: Value): Value {
  try {
    return type.convert(value);
  } catch (error) {
    if (!(error instanceof DotNetError)) throw error;
    throw failure(conversionText(type, value, error), {
      type: "System.Management.Automation.PSInvalidCastException",
      id: "InvalidCast",
    });
  }
}

/** The sentence with which PowerShell reports a failed conversion. */
export function conversionText(type: ConvertibleType, value: Value, error: DotNetError): string {
  if (error.typeName === "System.InvalidCastException") return error.message;
  return `Cannot convert ${conversionSubject(value)} to type "${type.name}". Error: "${error.message}"`;
}

/** How messages show a value that does not convert; an object by its type alone. */
export function conversionSubject(value: Value): string {
  if (typeof value === "string" || isNumeric(value)) return `value "${toText(value)}"`;
  const shown =
    value instanceof NetObject || Array.isArray(value) ? typeNameOf(value) : toText(value);
  return `the "${shown}" value of type "${typeNameOf(value)}"`;
}
