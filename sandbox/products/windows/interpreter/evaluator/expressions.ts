import { cast } from "../conversion/cast";
import { toBoolean } from "../conversion/boolean";
import { isNumeric } from "../conversion/number";
import { typeNameOf } from "../conversion/text";
import { OutsideSubset } from "../errors";
import { type Evaluate, type Session } from "../session";
import { childAt, type SyntaxNode } from "../syntax/syntax-node";
import { Double } from "../values/double";
import { nothing, type Value } from "../values/value";
import { arithmetic } from "./arithmetic";
import { assignedValues } from "./assignment";
import { comparison } from "./comparison";
import { literals, orderedHashtable } from "./literals";
import { memberExpressions } from "./members";
import { joined } from "./texts";
import { readVariable } from "./variables";

const binaryArithmetic: Evaluate = (session, node) => {
  const left = session.evaluate(childAt(node, 0));
  return arithmetic(childAt(node, 1).text, left, session.evaluate(childAt(node, 2)));
};

type Logic = (left: boolean, right: () => boolean) => boolean;

const logic: Readonly<Record<string, Logic>> = {
  "-and": (left, right) => left && right(),
  "-or": (left, right) => left || right(),
};

const logical: Evaluate = (session, node) => {
  const operator = logic[childAt(node, 1).text.toLowerCase()];
  if (operator === undefined) throw new OutsideSubset(childAt(node, 1).text);
  const left = toBoolean(session.evaluate(childAt(node, 0)));
  return operator(left, () => toBoolean(session.evaluate(childAt(node, 2))));
};

/** `-1`; minus zero is one only where it floats. */
const negated = (value: Value): Value => {
  if (!isNumeric(value)) throw new OutsideSubset(`minus a ${typeNameOf(value)}`);
  return value instanceof Double ? new Double(-value.value) : arithmetic("-", 0, value);
};

const unaryOperators: Readonly<Record<string, (value: Value) => Value>> = {
  "-not": (value) => !toBoolean(value),
  "!": (value) => !toBoolean(value),
  "-": negated,
  ",": (value) => [value === nothing ? null : value],
  "-join": (value) => joined(value, ""),
};

const unary: Evaluate = (session, node) => {
  const written = childAt(node, 0).text;
  const operator = unaryOperators[written.toLowerCase()];
  if (operator === undefined) throw new OutsideSubset(written);
  return operator(session.evaluate(childAt(node, 1)));
};

const casting: Evaluate = (session, node) => {
  const name = childAt(node, 0).text.slice(1, -1);
  const operand = childAt(node, 1);
  const shape = literalCasts[name.toLowerCase()];
  if (shape !== undefined && operand.type === "hash_literal_expression")
    return shape(session, operand);
  session.position = node.position;
  return cast(name, session.evaluate(operand));
};

/** Casts of a hashtable literal keep the order in which it is written. */
const literalCasts: Readonly<Record<string, (session: Session, node: SyntaxNode) => Value>> = {
  ordered: orderedHashtable,
  pscustomobject: (session, node) => cast("pscustomobject", orderedHashtable(session, node)),
};

const range: Evaluate = (session, node) => {
  const [from, to] = [childAt(node, 0), childAt(node, 2)].map((side) => session.evaluate(side));
  if (typeof from !== "number" || typeof to !== "number") throw new OutsideSubset(node.text);
  return countFrom(from, to);
};

/** `from..to`, downwards too. */
function countFrom(from: number, to: number): number[] {
  const step = from <= to ? 1 : -1;
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => from + index * step);
}

/** Everything that has a value. */
export const expressions: Readonly<Record<string, Evaluate>> = {
  ...literals,
  ...memberExpressions,
  variable: readVariable,
  comparison_expression: comparison,
  logical_expression: logical,
  additive_expression: binaryArithmetic,
  multiplicative_expression: binaryArithmetic,
  range_expression: range,
  expression_with_unary_operator: unary,
  cast_expression: casting,
  ...assignedValues,
};
