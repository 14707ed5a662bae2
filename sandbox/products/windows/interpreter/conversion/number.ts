import { OutsideSubset } from "../errors";
import { Double } from "../values/double";
import { EnumValue } from "../values/enum-value";
import { Long } from "../values/long";
import { type Value } from "../values/value";

/** A number of the subset: 32 bits, 64 bits, or floating. */
export type Numeric = number | Long | Double;

/** Whether a value is a number already. */
export function isNumeric(value: Value): value is Numeric {
  return typeof value === "number" || value instanceof Long || value instanceof Double;
}

/** A value as a number; undefined if it is none. */
export function toNumber(value: Value): Numeric | undefined {
  if (value === null || typeof value === "symbol") return 0;
  if (isNumeric(value)) return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string") return numberIn(value);
  return value instanceof EnumValue ? numberOfMember(value) : undefined;
}

/**
 * The number inside of a number.
 *
 * @throws OutsideSubset where a JavaScript number does not hold it
 */
export function magnitude(number: Numeric): number {
  if (typeof number === "number") return number;
  if (number instanceof Double) return number.value;
  if (Number.isSafeInteger(Number(number.value))) return Number(number.value);
  throw new OutsideSubset(`arithmetic with ${number.toText()}`);
}

/** A whole number of the size that holds it: 32 bits, else 64; undefined if neither does. */
export function wholeNumber(number: bigint): number | Long | undefined {
  if (BigInt.asIntN(32, number) === number) return Number(number);
  return BigInt.asIntN(64, number) === number ? new Long(number) : undefined;
}

const multipliers: Readonly<Record<string, number>> = {
  "": 1,
  kb: 2 ** 10,
  mb: 2 ** 20,
  gb: 2 ** 30,
  tb: 2 ** 40,
  pb: 2 ** 50,
};

/**
 * Reads a decimal number as scripts write it, with `kb` … `pb`.
 *
 * @throws OutsideSubset for numbers in other notations, and for those that need 64 bits or more and are no whole ones
 */
export function numberIn(text: string): Numeric | undefined {
  const [, number, unit = ""] = plain.exec(text) ?? [];
  if (number === undefined) return text.trim() === "" ? 0 : otherNotation(text);
  const factor = multipliers[unit.toLowerCase()] ?? 1;
  if (/[.e]/i.test(number)) return new Double(Number(number) * factor);
  const sized = wholeNumber(BigInt(number.replace("+", "")) * BigInt(factor));
  if (sized === undefined) throw new OutsideSubset(`the number ${text}`);
  return sized;
}

const plain = /^\s*([+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?)(kb|mb|gb|tb|pb)?\s*$/i;

/** What PowerShell may well read as a number: thousands, hexadecimal and binary digits, suffixes. */
function otherNotation(text: string): undefined {
  if (/^\s*[+-]?(0x[\da-f]|0b[01]|[\d.]*\d)[\w.,+-]*\s*$/i.test(text)) {
    throw new OutsideSubset(`the number ${text}`);
  }
  return undefined;
}

function numberOfMember(member: EnumValue): number {
  if (member.number === undefined) {
    throw new OutsideSubset(`the number of ${member.typeName}.${member.name}; cast it to [string]`);
  }
  return member.number;
}

/** Rounds to the nearest whole number, halves to the even one, as .NET's conversions do. */
export function roundToEven(number: number): number {
  const floor = Math.floor(number);
  const isHalf = number - floor === 0.5;
  return isHalf ? floor + (floor % 2) : Math.round(number);
}
