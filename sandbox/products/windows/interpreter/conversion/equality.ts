import { OutsideSubset } from "../errors";
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
  const order = orderOf(left, right);
  if (order !== undefined) return order;
  throw new OutsideSubset(`the order of a ${typeNameOf(left)} and a ${typeNameOf(right)}`);
}

/** The order of what is ordered by a number; undefined for all else. */
function orderOf(left: Value, right: Value): number | undefined {
  if (left instanceof TimeSpan || left instanceof DateTime) {
    throw new OutsideSubset(`comparing a ${left.typeName}`);
  }
  const isOrdered = isNull(left) || typeof left === "boolean" || isNumeric(left);
  const [first, second] = [isOrdered ? toNumber(left) : undefined, toNumber(right)];
  return first === undefined || second === undefined ? undefined : orderOfNumbers(first, second);
}

function orderOfNumbers(left: Numeric, right: Numeric): number {
  if (left instanceof Double || right instanceof Double) {
    return Math.sign(magnitude(left) - magnitude(right));
  }
  const [first = 0n, second = 0n] = [left, right].map((each) =>
    each instanceof Long ? each.value : BigInt(each),
  );
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
