import { areEqual, compare } from "../conversion/equality";
import { toText } from "../conversion/text";
import { typeNamed } from "../conversion/types";
import { DotNetError, OutsideSubset } from "../errors";
import { type Evaluate, type Session } from "../session";
import { childAt } from "../syntax/syntax-node";
import { Hashtable } from "../values/hashtable";
import { TypeName } from "../values/type-name";
import { itemsOf, type Value } from "../values/value";
import { joined, matchPattern, replaced, splitText, wildcard } from "./texts";

/** What an operator needs to know beside its two sides. */
interface Context {
  readonly session: Session;
  /** `-ceq` and its kin heed the case. */
  readonly exact: boolean;
}

type Operator = (left: Value, right: Value, context: Context) => Value;
type Test = (left: Value, right: Value, context: Context) => boolean;

/** With an array on its left side, a test filters the array instead. */
const filtering =
  (test: Test): Operator =>
  (left, right, context) =>
    Array.isArray(left)
      ? left.filter((item) => test(item, right, context))
      : test(left, right, context);

const not =
  (test: Test): Test =>
  (left, right, context) =>
    !test(left, right, context);

const equal: Test = (left, right, { exact }) => areEqual(left, right, exact);
const like: Test = (left, right, { exact }) => wildcard(toText(right), exact).test(toText(left));
const contains: Test = (left, right, { exact }) =>
  itemsOf(left).some((item) => areEqual(item, right, exact));
const within: Test = (left, right, context) => contains(right, left, context);

const matches: Test = (left, right, { session, exact }) => {
  const match = matchPattern(toText(right), exact).exec(toText(left));
  if (match !== null) session.scope.set("Matches", groups(match));
  return match !== null;
};

function groups(match: RegExpExecArray): Hashtable {
  const numbered = match.map((text, index) => [index, text ?? null] as const);
  const named = Object.entries(match.groups ?? {});
  return Hashtable.of([...numbered, ...named]);
}

const ofType: Test = (left, right) => {
  if (!(right instanceof TypeName)) throw new OutsideSubset(`-is ${toText(right)}`);
  return typeNamed(right.name).accepts(left);
};

const convertedOrNull: Operator = (left, right) => {
  if (!(right instanceof TypeName)) throw new OutsideSubset(`-as ${toText(right)}`);
  try {
    return typeNamed(right.name).convert(left);
  } catch (error) {
    if (error instanceof DotNetError) return null;
    throw error;
  }
};

const operators: Readonly<Record<string, Operator>> = {
  eq: filtering(equal),
  ne: filtering(not(equal)),
  lt: filtering((left, right, { exact }) => compare(left, right, exact) < 0),
  le: filtering((left, right, { exact }) => compare(left, right, exact) <= 0),
  gt: filtering((left, right, { exact }) => compare(left, right, exact) > 0),
  ge: filtering((left, right, { exact }) => compare(left, right, exact) >= 0),
  like: filtering(like),
  notlike: filtering(not(like)),
  match: filtering(matches),
  notmatch: filtering(not(matches)),
  contains,
  notcontains: not(contains),
  in: within,
  notin: not(within),
  is: ofType,
  isnot: not(ofType),
  as: convertedOrNull,
  join: (left, right) => joined(left, toText(right)),
  split: (left, right, { exact }) => splitText(left, right, exact),
  replace: (left, right, { exact }) => replaced(left, right, exact),
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
  const right = session.evaluate(childAt(node, 2));
  return operator(left, right, { session, exact });
};

/** The same, for `Where-Object Name -eq 'x'`, where the operator is a parameter. */
export function compareBy(session: Session, written: string, left: Value, right: Value): Value {
  const { operator, exact } = operatorNamed(written);
  return operator(left, right, { session, exact });
}
