import { isNumeric, magnitude, type Numeric, toNumber, wholeNumber } from "../conversion/number";
import { toText, typeNameOf } from "../conversion/text";
import { failure, OutsideSubset } from "../errors";
import { DateTime } from "../values/date-time";
import { Double } from "../values/double";
import { Exception } from "../values/error-record";
import { Long } from "../values/long";
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
  ["+", (left) => Array.isArray(left), (left, right) => [...itemsOf(left), ...added(right)]],
  ["+", (left) => isNull(left), (_left, right) => right],
  [
    "-",
    (left, right) => left instanceof DateTime && right instanceof DateTime,
    (left, right) => new TimeSpan(asTime(left) - asTime(right)),
  ],
];

/** What an array grows by; `$null` is an item. */
const added = (value: Value): readonly Value[] => (value === null ? [null] : itemsOf(value));

interface Calculation {
  readonly floating: (left: number, right: number) => number;
  /** Undefined where the result is no whole number. */
  readonly whole: (left: bigint, right: bigint) => bigint | undefined;
}

const calculations: Readonly<Record<string, Calculation>> = {
  "+": { floating: (left, right) => left + right, whole: (left, right) => left + right },
  "-": { floating: (left, right) => left - right, whole: (left, right) => left - right },
  "*": { floating: (left, right) => left * right, whole: (left, right) => left * right },
  "/": {
    floating: (left, right) => left / right,
    whole: (left, right) => (left % right === 0n ? left / right : undefined),
  },
  "%": { floating: (left, right) => left % right, whole: (left, right) => left % right },
};

function ofNumbers(operator: string, left: Value, right: Value): Value {
  const calculation = calculations[operator];
  if (calculation === undefined) throw new OutsideSubset(operator);
  const [first, second] = [operand(operator, left), rightOperand(operator, right)];
  if (first instanceof Double || second instanceof Double) {
    return new Double(calculation.floating(magnitude(first), magnitude(second)));
  }
  const [a, b] = [exact(first), exact(second)];
  if (b === 0n && /[/%]/.test(operator)) {
    const message = "Attempted to divide by zero.";
    throw failure(message, { inner: new Exception("System.DivideByZeroException", message) });
  }
  const result = calculation.whole(a, b);
  const sized = result === undefined ? undefined : sizedLike(result, first, second);
  return sized ?? new Double(calculation.floating(Number(a), Number(b)));
}

const exact = (number: number | Long): bigint =>
  number instanceof Long ? number.value : BigInt(number);

/** 32 bits stay 32 bits, or become floating; with 64 bits on one side the result has 64. */
function sizedLike(result: bigint, ...sides: readonly Numeric[]): Numeric | undefined {
  const sized = wholeNumber(result);
  if (sides.some((side) => side instanceof Long)) {
    return sized === undefined ? undefined : new Long(result);
  }
  return typeof sized === "number" ? sized : undefined;
}

function operand(operator: string, value: Value): Numeric {
  if (isNumeric(value)) return value;
  if (isNull(value) && operator === "+") return 0;
  throw new OutsideSubset(`a ${typeNameOf(value)} on the left of ${operator}`);
}

function rightOperand(operator: string, value: Value): Numeric {
  const number = toNumber(value);
  if (number !== undefined) return number;
  if (typeof value !== "string") {
    throw new OutsideSubset(`a ${typeNameOf(value)} on the right of ${operator}`);
  }
  throw failure(
    `Cannot convert value "${value}" to type "System.Int32". Error: ` +
      `"The input string '${value}' was not in a correct format."`,
    { id: "InvalidCastFromStringToInteger" },
  );
}
