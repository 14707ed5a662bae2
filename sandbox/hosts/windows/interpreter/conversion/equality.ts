import { failure, OutsideSubset } from "../errors";
import { Char } from "../values/char";
import { DateTime } from "../values/date-time";
import { Double } from "../values/double";
import { EnumValue } from "../values/enum-value";
import { Guid } from "../values/guid";
import { Long } from "../values/long";
import { TimeSpan } from "../values/time-span";
import { isNull, type Value } from "../values/value";
import { toBoolean } from "./boolean";
import { orderOfTexts, sameText, upperCase } from "./culture";
import { toEnumMember } from "./enum";
import { isNumeric, magnitude, type Numeric, toNumber } from "./number";
import { toText, typeNameOf } from "./text";

/** `-eq`, or with `exact` `-ceq`: the left side's type decides how the right side is read. */
export function areEqual(left: Value, right: Value, exact = false): boolean {
  if (isNull(left) || isNull(right)) return isNull(left) && isNull(right);
  if (typeof left === "boolean") return left === toBoolean(right);
  if (typeof left === "string") return sameText(left, toText(right), exact);
  if (left instanceof Char) return sameChar(left.toText(), toText(right), exact);
  if (left instanceof Guid) return left.text === toText(right).toLowerCase();
  if (left instanceof EnumValue) return toEnumMember(left.type, right)?.name === left.name;
  const order = orderOf(left, right);
  return order === undefined ? left === right : order === 0;
}

const sameChar = (left: string, right: string, exact: boolean): boolean =>
  exact ? left === right : upperCase(left) === upperCase(right);

/** `-lt` and its kin: below 0, 0 or above 0. */
export function compare(left: Value, right: Value, exact = false): number {
  if (typeof left === "string") return orderOfTexts(left, toText(right), exact);
  const first = left instanceof EnumValue ? toNumber(left) : left;
  const second = left instanceof EnumValue ? toNumber(requireLike(left, right)) : right;
  const order = orderOf(first ?? null, second ?? null);
  if (order !== undefined) return order;
  if (typeof right === "string" && isNumeric(left)) throw noNumber(left, right);
  throw new OutsideSubset(`the order of a ${typeNameOf(left)} and a ${typeNameOf(right)}`);
}

function requireLike(left: EnumValue, right: Value): Value {
  const member = toEnumMember(left.type, right);
  if (member === undefined)
    throw new OutsideSubset(`the order of ${left.name} and ${toText(right)}`);
  return member;
}

function noNumber(left: Numeric, right: string) {
  return failure(
    `Cannot convert value "${right}" to type "${typeNameOf(left)}". Error: ` +
      `"The input string '${right}' was not in a correct format."`,
    { id: "ComparisonFailure" },
  );
}

/** The order of what is ordered by a number; undefined for all else. */
function orderOf(left: Value, right: Value): number | undefined {
  if (left instanceof TimeSpan || left instanceof DateTime) return orderOfTimes(left, right);
  const first =
    isNull(left) || typeof left === "boolean" || isNumeric(left) ? toNumber(left) : undefined;
  const second = toNumber(right);
  return first === undefined || second === undefined ? undefined : orderOfNumbers(first, second);
}

function orderOfTimes(left: TimeSpan | DateTime, right: Value): number | undefined {
  const kind = left instanceof TimeSpan ? TimeSpan : DateTime;
  const other = typeof right === "string" ? kind.parse(right) : right;
  if (other === undefined)
    throw new OutsideSubset(`comparing a ${left.typeName} with '${toText(right)}'`);
  return other instanceof kind ? left.milliseconds - other.milliseconds : undefined;
}

function orderOfNumbers(left: Numeric, right: Numeric): number {
  if (left instanceof Double || right instanceof Double) {
    return Math.sign(magnitude(left) - magnitude(right));
  }
  const [first, second] = [left, right].map((each) =>
    each instanceof Long ? each.value : BigInt(each),
  );
  return first === second ? 0 : (first ?? 0n) < (second ?? 0n) ? -1 : 1;
}
