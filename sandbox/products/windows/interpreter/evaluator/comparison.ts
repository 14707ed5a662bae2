import { areEqual, compare } from "../conversion/equality";
import { toText } from "../conversion/text";
import { typeNamed } from "../conversion/types";
import { OutsideSubset } from "../errors";
import { type Evaluate } from "../session";
import { childAt } from "../syntax/syntax-node";
import { TypeName } from "../values/type-name";
import { itemsOf, type Value } from "../values/value";
import { matches } from "./regular-expression";
import { joined, splitText, wildcard } from "./texts";

/** `exact` heeds the case, as `-ceq` and its kin do. */
type Operator = (left: Value, right: Value, exact: boolean) => Value;
type Test = (left: Value, right: Value, exact: boolean) => boolean;

/** With an array on its left side, a test filters the array instead. */
const filtering =
  (test: Test): Operator =>
  (left, right, exact) =>
    Array.isArray(left)
      ? left.filter((item) => test(item, right, exact))
      : test(left, right, exact);

const not =
  (test: Test): Test =>
  (left, right, exact) =>
    !test(left, right, exact);

const like: Test = (left, right, exact) => wildcard(toText(right), exact).test(toText(left));
const match: Test = (left, right, exact) => matches(toText(right), toText(left), exact);
const contains: Test = (left, right, exact) =>
  itemsOf(left).some((item) => areEqual(item, right, exact));
const within: Test = (left, right, exact) => contains(right, left, exact);

const ofType: Test = (left, right) => {
  if (!(right instanceof TypeName)) throw new OutsideSubset(`-is ${toText(right)}`);
  return typeNamed(right.name).accepts(left);
};

const operators: Readonly<Record<string, Operator>> = {
  eq: filtering(areEqual),
  ne: filtering(not(areEqual)),
  lt: filtering((left, right, exact) => compare(left, right, exact) < 0),
  le: filtering((left, right, exact) => compare(left, right, exact) <= 0),
  gt: filtering((left, right, exact) => compare(left, right, exact) > 0),
  ge: filtering((left, right, exact) => compare(left, right, exact) >= 0),
  like: filtering(like),
  notlike: filtering(not(like)),
  match: filtering(match),
  notmatch: filtering(not(match)),
  contains,
  notcontains: not(contains),
  in: within,
  notin: not(within),
  is: ofType,
  isnot: not(ofType),
  join: (left, right) => joined(left, toText(right)),
  split: splitText,
};

/** Operators that begin with a letter of their own, which is no mark of the case. */
const plainNames = new Set(["in", "is", "isnot", "contains"]);

function operatorNamed(written: string): { readonly operator: Operator; readonly exact: boolean } {
  const name = written.slice(1).toLowerCase();
  const marked = /^[ci]/.test(name) && !plainNames.has(name);
  const operator = operators[marked ? name.slice(1) : name];
  if (operator === undefined) throw new OutsideSubset(written);
  return { operator, exact: marked && name.startsWith("c") };
}

/** Two sides and an operator such as `-eq`. */
export const comparison: Evaluate = (session, node) => {
  const { operator, exact } = operatorNamed(childAt(node, 1).text);
  const left = session.evaluate(childAt(node, 0));
  return operator(left, session.evaluate(childAt(node, 2)), exact);
};
