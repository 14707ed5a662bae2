import { magnitude, toNumber } from "../conversion/number";
import { toText, typeNameOf } from "../conversion/text";
import { failure, OutsideSubset } from "../errors";
import { DateTime } from "../values/date-time";
import { Double } from "../values/double";
import { Hashtable } from "../values/hashtable";
import { TimeSpan } from "../values/time-span";
import { isNull, itemsOf, type Value } from "../values/value";

/** `+ - * / %`: the left side's type decides what they do. */
export function arithmetic(operator: string, left: Value, right: Value): Value {
  const special = specials.find(([on, applies]) => on === operator && applies(left, right));
  if (special !== undefined) return special[2](left, right);
  return ofNumbers(operator, left, right);
}

type Special = readonly [
  operator: string,
  applies: (left: Value, right: Value) => boolean,
  apply: (left: Value, right: Value) => Value,
];

const asTime = (value: Value): number =>
  value instanceof TimeSpan || value instanceof DateTime ? value.milliseconds : NaN;

const specials: readonly Special[] = [
  ["+", (left) => typeof left === "string", (left, right) => toText(left) + toText(right)],
  ["+", (left) => Array.isArray(left), (left, right) => [...itemsOf(left), ...itemsOf(right)]],
  ["+", (left) => isNull(left), (_left, right) => right],
  [
    "+",
    (left, right) => left instanceof Hashtable && right instanceof Hashtable,
    (left, right) => merged(left as Hashtable, right as Hashtable),
  ],
  [
    "+",
    (left, right) => left instanceof DateTime && right instanceof TimeSpan,
    (left, right) => new DateTime(asTime(left) + asTime(right)),
  ],
  [
    "-",
    (left, right) => left instanceof DateTime && right instanceof DateTime,
    (left, right) => new TimeSpan(asTime(left) - asTime(right)),
  ],
  [
    "-",
    (left, right) => left instanceof DateTime && right instanceof TimeSpan,
    (left, right) => new DateTime(asTime(left) - asTime(right)),
  ],
  [
    "+",
    (left, right) => left instanceof TimeSpan && right instanceof TimeSpan,
    (left, right) => new TimeSpan(asTime(left) + asTime(right)),
  ],
  [
    "-",
    (left, right) => left instanceof TimeSpan && right instanceof TimeSpan,
    (left, right) => new TimeSpan(asTime(left) - asTime(right)),
  ],
  ["*", (left) => typeof left === "string", (left, right) => toText(left).repeat(Number(right))],
];

function merged(left: Hashtable, right: Hashtable): Hashtable {
  const clash = right.entries.find(([key]) => left.has(key));
  if (clash !== undefined) {
    throw failure(`Item has already been added. Key in dictionary: '${toText(clash[0])}'`);
  }
  return Hashtable.of([...ordered(left), ...ordered(right)], left.ordered);
}

const ordered = (table: Hashtable) =>
  table.ordered ? table.entries : [...table.entries].reverse();

const calculations: Readonly<Record<string, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
};

function ofNumbers(operator: string, left: Value, right: Value): Value {
  const calculate = calculations[operator];
  if (calculate === undefined) throw new OutsideSubset(operator);
  const [first, second] = [operand(operator, left), operand(operator, right)];
  const floating = first instanceof Double || second instanceof Double;
  if (magnitude(second) === 0 && /[/%]/.test(operator) && !floating) {
    throw failure("Attempted to divide by zero.", { type: "System.DivideByZeroException" });
  }
  const result = calculate(magnitude(first), magnitude(second));
  return floating || !Number.isInteger(result) ? new Double(result) : result;
}

function operand(operator: string, value: Value): number | Double {
  const number = toNumber(value);
  if (number !== undefined) return number;
  if (typeof value === "string") {
    throw failure(
      `Cannot convert value "${value}" to type "System.Int32". Error: ` +
        `"The input string '${value}' was not in a correct format."`,
      { id: "InvalidCastFromStringToInteger" },
    );
  }
  throw failure(
    `Method invocation failed because [${typeNameOf(value)}] does not contain a method named ` +
      `'${methodNames[operator] ?? operator}'.`,
    { id: "MethodNotFound" },
  );
}

const methodNames: Readonly<Record<string, string>> = {
  "+": "op_Addition",
  "-": "op_Subtraction",
  "*": "op_Multiply",
  "/": "op_Division",
  "%": "op_Modulus",
};
