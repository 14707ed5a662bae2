import { DotNetError, OutsideSubset } from "../errors";
import { DateTime } from "../values/date-time";
import { Double } from "../values/double";
import { dayOfWeek, type EnumType } from "../values/enum-value";
import { Guid } from "../values/guid";
import { Hashtable } from "../values/hashtable";
import { PsObject } from "../values/ps-object";
import { ScriptBlock } from "../values/script-block";
import { SecureString } from "../values/secure-string";
import { TimeSpan } from "../values/time-span";
import { isNull, type Value } from "../values/value";
import { toBoolean } from "./boolean";
import { requireEnumMember } from "./enum";
import { magnitude, roundToEven, toNumber } from "./number";
import { toText, typeNameOf } from "./text";

/** Turns a value into one of a type; throws a {@link DotNetError} if it cannot. */
export type Conversion = (value: Value) => Value;

/** A type that scripts can cast to and test for. */
export interface ConvertibleType {
  /** The full .NET name. */
  readonly name: string;
  readonly convert: Conversion;
  /** Whether a value is of this type already. */
  accepts(value: Value): boolean;
}

const formatError = (text: string) =>
  new DotNetError(
    "System.FormatException",
    `The input string '${text}' was not in a correct format.`,
  );

function wholeNumber(minimum: number, maximum: number, name: string): Conversion {
  return (value) => {
    const number = toNumber(value);
    if (number === undefined) throw formatError(toText(value));
    const rounded = roundToEven(magnitude(number));
    if (rounded >= minimum && rounded <= maximum) return rounded;
    throw new DotNetError(
      "System.OverflowException",
      `Value was either too large or too small for an ${name}.`,
    );
  };
}

function parsed(read: (text: string) => Value | undefined, what: string): Conversion {
  return (value) => {
    const result = typeof value === "string" ? read(value) : undefined;
    if (result !== undefined) return result;
    throw new DotNetError(
      "System.FormatException",
      `String '${toText(value)}' was not recognized as a valid ${what}.`,
    );
  };
}

function type(
  name: string,
  accepts: (value: Value) => boolean,
  convert: Conversion,
): ConvertibleType {
  return { name, accepts, convert: (value) => (accepts(value) ? value : convert(value)) };
}

function isA(...classes: readonly (abstract new (...args: never[]) => object)[]) {
  return (value: Value) => classes.some((each) => value instanceof each);
}

const refuse: Conversion = (value) => {
  throw new DotNetError(
    "System.InvalidCastException",
    `Cannot convert the "${typeNameOf(value)}" value.`,
  );
};

const isWhole = (value: Value) => typeof value === "number";

/** The types of the subset, without the enumerations, by their lower-case names. */
export const types: ReadonlyMap<string, ConvertibleType> = new Map(
  (
    [
      [["string"], type("System.String", (value) => typeof value === "string", toText)],
      [
        ["bool", "boolean"],
        type("System.Boolean", (value) => typeof value === "boolean", toBoolean),
      ],
      [
        ["switch", "switchparameter"],
        type(
          "System.Management.Automation.SwitchParameter",
          (value) => typeof value === "boolean",
          toBoolean,
        ),
      ],
      [
        ["int", "int32"],
        type(
          "System.Int32",
          (value) => isWhole(value) && Math.abs(Number(value)) < 2 ** 31,
          wholeNumber(-(2 ** 31), 2 ** 31 - 1, "Int32"),
        ),
      ],
      [["long", "int64"], type("System.Int64", isWhole, wholeNumber(-(2 ** 53), 2 ** 53, "Int64"))],
      [
        ["double"],
        type("System.Double", isA(Double), (value) => {
          const number = toNumber(value);
          if (number === undefined) throw formatError(toText(value));
          return new Double(magnitude(number));
        }),
      ],
      [
        ["datetime"],
        type("System.DateTime", isA(DateTime), parsed(DateTime.parse.bind(DateTime), "DateTime")),
      ],
      [
        ["timespan"],
        type("System.TimeSpan", isA(TimeSpan), (value) =>
          isWhole(value)
            ? new TimeSpan(Number(value) / 10_000)
            : parsed(TimeSpan.parse.bind(TimeSpan), "TimeSpan")(value),
        ),
      ],
      [
        ["guid"],
        type(
          "System.Guid",
          isA(Guid),
          parsed((text) => (Guid.accepts(text) ? new Guid(text) : undefined), "Guid"),
        ),
      ],
      [["hashtable"], type("System.Collections.Hashtable", isA(Hashtable), refuse)],
      [["idictionary"], type("System.Collections.IDictionary", isA(Hashtable), refuse)],
      [["scriptblock"], type("System.Management.Automation.ScriptBlock", isA(ScriptBlock), refuse)],
      [["securestring"], type("System.Security.SecureString", isA(SecureString), refuse)],
      [["pscustomobject", "psobject"], type(PsObject.custom, isA(PsObject), toCustomObject)],
      [
        ["object"],
        type(
          "System.Object",
          () => true,
          (value) => value,
        ),
      ],
      [["array"], type("System.Array", Array.isArray, (value) => (isNull(value) ? null : [value]))],
      [
        ["void"],
        type(
          "System.Void",
          () => false,
          () => null,
        ),
      ],
      [["dayofweek"], enumConversion(dayOfWeek)],
    ] satisfies [string[], ConvertibleType][]
  ).flatMap(([names, convertible]) => names.map((name) => [name, convertible] as const)),
);

/** An enumeration as a type to cast to. */
function enumConversion(enumeration: EnumType): ConvertibleType {
  return {
    name: enumeration.name,
    accepts: (value) => typeNameOf(value) === enumeration.name,
    convert: (value) => requireEnumMember(enumeration, value, toText(value)),
  };
}

function toCustomObject(value: Value): Value {
  if (!(value instanceof Hashtable)) return value;
  const entries = value.entries.map(([key, each]) => [toText(key), each] as const);
  return new PsObject(PsObject.custom, entries);
}

/**
 * A type by the name that a script gives it, `System.` or not, `[]` at its end or not.
 *
 * @throws OutsideSubset for any other
 */
export function typeNamed(name: string): ConvertibleType {
  if (name.endsWith("[]")) return arrayOf(typeNamed(name.slice(0, -2)));
  const known = types.get(shortName(name));
  if (known === undefined) throw new OutsideSubset(`[${name}]`);
  return known;
}

/** A type's name without the namespaces that PowerShell looks in, in lower case. */
export function shortName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^system\./, "")
    .replace(/^(management\.automation|security|collections)\.(?=\w+$)/, "");
}

/** An array whose items are all of one type. */
export function arrayOf(item: ConvertibleType): ConvertibleType {
  return {
    name: `${item.name}[]`,
    accepts: (value) => Array.isArray(value) && value.every((each) => item.accepts(each)),
    convert: (value) => {
      if (isNull(value)) return null;
      return (Array.isArray(value) ? value : [value]).map((each) => item.convert(each));
    },
  };
}
