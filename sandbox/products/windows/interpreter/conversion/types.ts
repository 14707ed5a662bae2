import { DotNetError, OutsideSubset } from "../errors";
import { DateTime } from "../values/date-time";
import { Double } from "../values/double";
import { dayOfWeek, type EnumType } from "../values/enum-value";
import { Guid } from "../values/guid";
import { Hashtable } from "../values/hashtable";
import { Long } from "../values/long";
import { PsObject } from "../values/ps-object";
import { ScriptBlock } from "../values/script-block";
import { SecureString } from "../values/secure-string";
import { TimeSpan } from "../values/time-span";
import { isNull, type Value } from "../values/value";
import { toBoolean } from "./boolean";
import { requireEnumMember } from "./enum";
import { isNumeric, magnitude, type Numeric, roundToEven, toNumber } from "./number";
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

function type(
  name: string,
  accepts: (value: Value) => boolean,
  convert: Conversion = nothingElse(name),
): ConvertibleType {
  return { name, accepts, convert: (value) => (accepts(value) ? value : convert(value)) };
}

/** The subset makes it of nothing else, and a text never becomes one. */
function nothingElse(name: string): Conversion {
  return (value) => {
    if (typeof value !== "string") throw new OutsideSubset(`a ${typeNameOf(value)} as a ${name}`);
    throw new DotNetError(
      "System.InvalidCastException",
      `Cannot convert the "${value}" value of type "System.String" to type "${name}".`,
    );
  };
}

function isA(...classes: readonly (abstract new (...args: never[]) => object)[]) {
  return (value: Value) => classes.some((each) => value instanceof each);
}

/** A value as a number; texts that are none fail as .NET fails, objects are outside the subset. */
function numberOf(value: Value): Numeric {
  const number = toNumber(value);
  if (number !== undefined) return number;
  if (typeof value !== "string") throw new OutsideSubset(`a ${typeNameOf(value)} as a number`);
  throw new DotNetError(
    "System.FormatException",
    `The input string '${value}' was not in a correct format.`,
  );
}

/** A whole number of so many bits. */
function whole(bits: 32 | 64, make: (number: bigint) => Value): Conversion {
  return (value) => {
    const number = rounded(numberOf(value));
    if (BigInt.asIntN(bits, number) === number) return make(number);
    throw new DotNetError(
      "System.OverflowException",
      `Value was either too large or too small for an Int${bits}.`,
    );
  };
}

function rounded(number: Numeric): bigint {
  if (number instanceof Long) return number.value;
  const integer = roundToEven(magnitude(number));
  if (Number.isSafeInteger(integer)) return BigInt(integer);
  throw new OutsideSubset(`${toText(number)} as a whole number`);
}

function guid(value: Value): Guid {
  const text = toText(value);
  if (Guid.accepts(text)) return new Guid(text);
  if (/[\da-f]{8}/i.test(text)) throw new OutsideSubset(`the Guid ${text}`);
  throw new DotNetError("System.FormatException", "Unrecognized Guid format.");
}

function timeSpan(value: Value): TimeSpan {
  if (isNumeric(value) && !(value instanceof Double)) {
    return new TimeSpan(magnitude(value) / 10_000);
  }
  if (typeof value !== "string") throw new OutsideSubset(`a ${typeNameOf(value)} as a TimeSpan`);
  const read = TimeSpan.parse(value);
  if (read !== undefined) return read;
  throw new DotNetError(
    "System.FormatException",
    `String '${value}' was not recognized as a valid TimeSpan.`,
  );
}

/** .NET guesses the notation of other dates, by culture. */
function dateTime(value: Value): DateTime {
  const read = typeof value === "string" ? DateTime.parse(value) : undefined;
  if (read !== undefined) return read;
  throw new OutsideSubset(`a date from '${toText(value)}'; write it as ISO 8601 does`);
}

function customObject(value: Value): Value {
  if (!(value instanceof Hashtable)) throw new OutsideSubset(`[pscustomobject] of anything else`);
  const entries = value.entries.map(([key, each]) => [toText(key), each] as const);
  return new PsObject(PsObject.custom, entries);
}

const isText = (value: Value) => typeof value === "string";
const isFlag = (value: Value) => typeof value === "boolean";
const isPlainTable = (value: Value) => value instanceof Hashtable && !value.ordered;
const isCustom = (value: Value) => value instanceof PsObject && value.typeName === PsObject.custom;

/** The types of the subset by their lower-case names. */
export const types: ReadonlyMap<string, ConvertibleType> = new Map(
  (
    [
      ["string", type("System.String", isText, toText)],
      ["bool boolean", type("System.Boolean", isFlag, toBoolean)],
      [
        "switch switchparameter",
        type("System.Management.Automation.SwitchParameter", isFlag, toBoolean),
      ],
      ["int int32", type("System.Int32", (value) => typeof value === "number", whole(32, Number))],
      [
        "long int64",
        type(
          "System.Int64",
          isA(Long),
          whole(64, (number) => new Long(number)),
        ),
      ],
      [
        "double",
        type("System.Double", isA(Double), (value) => new Double(magnitude(numberOf(value)))),
      ],
      ["datetime", type("System.DateTime", isA(DateTime), dateTime)],
      ["timespan", type("System.TimeSpan", isA(TimeSpan), timeSpan)],
      ["guid", type("System.Guid", isA(Guid), guid)],
      ["hashtable", type("System.Collections.Hashtable", isPlainTable)],
      ["idictionary", type("System.Collections.IDictionary", isA(Hashtable))],
      ["scriptblock", type("System.Management.Automation.ScriptBlock", isA(ScriptBlock))],
      ["securestring", type("System.Security.SecureString", isA(SecureString))],
      ["pscustomobject", type(PsObject.custom, isCustom, customObject)],
      [
        "object",
        type(
          "System.Object",
          (value) => !isNull(value),
          () => null,
        ),
      ],
      ["array", type("System.Array", Array.isArray, (value) => (isNull(value) ? null : [value]))],
      [
        "void",
        type(
          "System.Void",
          () => false,
          () => null,
        ),
      ],
      ["dayofweek", enumeration(dayOfWeek)],
    ] satisfies [string, ConvertibleType][]
  ).flatMap(([names, each]) => names.split(" ").map((name) => [name, each] as const)),
);

/** An enumeration as a type to cast to. */
function enumeration(member: EnumType): ConvertibleType {
  return type(
    member.name,
    (value) => typeNameOf(value) === member.name,
    (value) => requireEnumMember(member, value, toText(value)),
  );
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

/** An array whose items are all of one type. The stand-in's arrays know no type, so none can be tested for it. */
export function arrayOf(item: ConvertibleType): ConvertibleType {
  const name = `${item.name}[]`;
  return {
    name,
    accepts: () => {
      throw new OutsideSubset(`whether something is a ${name}`);
    },
    convert: (value) => {
      if (isNull(value)) return null;
      return (Array.isArray(value) ? value : [value]).map((each) => itemOf(item, name, each));
    },
  };
}

function itemOf(type: ConvertibleType, list: string, value: Value): Value {
  try {
    return type.convert(value);
  } catch (error) {
    if (error instanceof DotNetError) throw new OutsideSubset(`a ${list} with ${error.message}`);
    throw error;
  }
}
