import { OutsideSubset } from "../errors";
import { Double } from "../values/double";
import { EnumValue } from "../values/enum-value";
import { type Value } from "../values/value";

/** A value as a number, a {@link Double} where it has a fraction; undefined if it is none. */
export function toNumber(value: Value): number | Double | undefined {
  if (value === null || typeof value === "symbol") return 0;
  if (typeof value === "number" || value instanceof Double) return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string") return numberIn(value);
  return value instanceof EnumValue ? numberOfMember(value) : undefined;
}

/** The number inside of a whole or a floating-point number. */
export function magnitude(number: number | Double): number {
  return typeof number === "number" ? number : number.value;
}

const multipliers: Readonly<Record<string, number>> = {
  kb: 2 ** 10,
  mb: 2 ** 20,
  gb: 2 ** 30,
  tb: 2 ** 40,
  pb: 2 ** 50,
};

/** Reads a number as scripts write it: decimal, hexadecimal, with `kb` … `pb`. */
export function numberIn(text: string): number | Double | undefined {
  const match = /^\s*([+-]?)(0x[0-9a-f]+|\d*\.?\d+(?:e[+-]?\d+)?)l?(kb|mb|gb|tb|pb)?\s*$/i.exec(
    text,
  );
  if (match === null) return text.trim() === "" ? 0 : undefined;
  const [, sign, digits = "", unit = ""] = match;
  const size = Number(digits) * (multipliers[unit.toLowerCase()] ?? 1);
  const number = sign === "-" ? -size : size;
  const floating = /^\d*\.|e/i.test(digits) && !/^0x/i.test(digits);
  return floating || digits.includes(".") ? new Double(number) : number;
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
