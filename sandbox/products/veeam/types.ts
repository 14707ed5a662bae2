import { conversionSubject } from "../windows/interpreter/conversion/cast";
import { requireEnumMember } from "../windows/interpreter/conversion/enum";
import { toText } from "../windows/interpreter/conversion/text";
import { DotNetError } from "../windows/interpreter/errors";
import { PsObject } from "../windows/interpreter/values/ps-object";
import { isNull, itemsOf, type Value } from "../windows/interpreter/values/value";
import { type ParameterType } from "../windows/cmdlets/parameter";
import { type EnumName, enums, namespace } from "./enums";

/** A member of an enumeration. */
export function enumType(name: EnumName): ParameterType {
  const type = enums[name];
  return { name: type.name, convert: (value) => requireEnumMember(type, value, toText(value)) };
}

/** An object of one of the documented types, which another cmdlet gave. */
export function objectType(...names: readonly string[]): ParameterType {
  const [first = ""] = names;
  return {
    name: `${namespace}.${first}`,
    convert(value) {
      if (isNull(value)) return null;
      if (value instanceof PsObject && names.some((name) => isOfType(value, name))) return value;
      throw new DotNetError(
        "System.Management.Automation.PSInvalidCastException",
        `Cannot convert ${conversionSubject(value)} to type "${namespace}.${first}".`,
      );
    },
  };
}

/** Several values of a type; a single one is a list of one. */
export function listOf(item: ParameterType): ParameterType {
  return {
    name: `${item.name}[]`,
    convert: (value) => (isNull(value) ? null : itemsOf(value).map((each) => item.convert(each))),
  };
}

/** An object, or a text by which `find` looks it up, where the documentation takes both. */
export function objectOrText(
  type: ParameterType,
  find: (text: string) => Value | undefined,
): ParameterType {
  return {
    name: type.name,
    convert: (value) =>
      typeof value === "string" ? (find(value) ?? type.convert(value)) : type.convert(value),
  };
}

/** An object of Veeam. */
export function veeamObject(
  name: string,
  entries: Iterable<readonly [string, Value]>,
  text?: string,
): PsObject {
  return new PsObject(`${namespace}.${name}`, entries, text);
}

/** Whether an object is of a documented type. */
export function isOfType(object: PsObject, name: string): boolean {
  return object.typeName === `${namespace}.${name}`;
}
