import { DateTime } from "../values/date-time";
import { Double } from "../values/double";
import { EnumValue } from "../values/enum-value";
import { Guid } from "../values/guid";
import { TimeSpan } from "../values/time-span";
import { isNull, type Value } from "../values/value";
import { toBoolean } from "./boolean";
import { magnitude, toNumber } from "./number";
import { toText, typeNameOf } from "./text";
import { failure } from "../errors";
import { toEnumMember } from "./enum";

/** `-eq`, or with `exact` `-ceq`: the left side's type decides how the right side is read. */
export function areEqual(left: Value, right: Value, exact = false): boolean {
  if (isNull(left) || isNull(right)) return isNull(left) && isNull(right);
  if (typeof left === "boolean") return left === toBoolean(right);
  if (typeof left === "string" || left instanceof Guid) {
    return fold(toText(left), exact) === fold(toText(right), exact);
  }
  if (left instanceof EnumValue) return toEnumMember(left.type, right)?.name === left.name;
  const key = orderKey(left);
  return key === undefined ? left === right : key === orderKeyLike(left, right);
}

/** `-lt` and its kin: below 0, 0 or above 0. */
export function compare(left: Value, right: Value, exact = false): number {
  if (typeof left === "string") {
    const [first, second] = [fold(left, exact), fold(toText(right), exact)];
    return first < second ? -1 : Number(first > second);
  }
  const first = orderKey(left) ?? enumKey(left);
  const second = orderKeyLike(left, right);
  if (first === undefined || second === undefined) {
    throw failure(
      `Cannot compare "${toText(left)}" to "${toText(right)}" because the objects are not the ` +
        `same type or the object "${typeNameOf(left)}" does not implement "IComparable".`,
      { id: "PSObjectCompareTo" },
    );
  }
  return first - second;
}

const fold = (text: string, exact: boolean): string => (exact ? text : text.toLowerCase());

/** What orders a value; undefined for values without an order. */
function orderKey(value: Value): number | undefined {
  if (isNull(value)) return 0;
  if (value instanceof TimeSpan || value instanceof DateTime) return value.milliseconds;
  if (typeof value === "number" || value instanceof Double) return magnitude(value);
  return typeof value === "boolean" ? Number(value) : undefined;
}

/** The right side's key, read as the left side's type. */
function orderKeyLike(left: Value, right: Value): number | undefined {
  if (left instanceof TimeSpan) {
    return orderKey(typeof right === "string" ? (TimeSpan.parse(right) ?? null) : right);
  }
  if (left instanceof DateTime) {
    return orderKey(typeof right === "string" ? (DateTime.parse(right) ?? null) : right);
  }
  return enumKey(right);
}

function enumKey(value: Value): number | undefined {
  const number = toNumber(value);
  return number === undefined ? undefined : magnitude(number);
}
