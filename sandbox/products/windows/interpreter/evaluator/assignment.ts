import { isNumeric } from "../conversion/number";
import { typeNameOf } from "../conversion/text";
import { failure, OutsideSubset } from "../errors";
import { type Evaluate, type Execute, type Session } from "../session";
import { childAt, type SyntaxNode } from "../syntax/syntax-node";
import { isNull, itemsOf, type Value } from "../values/value";
import { arithmetic } from "./arithmetic";
import { setElement, setMember } from "./members";
import { writeVariable } from "./variables";

/** Puts a value where an expression points: a variable, a member, an element, or several. */
type Target = (session: Session, node: SyntaxNode, value: Value) => void;

const targets: Readonly<Record<string, Target>> = {
  variable: (session, node, value) => writeVariable(session, node, value),
  member_access: setMember,
  element_access: setElement,
  array_literal_expression: (session, node, value) => {
    const places = node.children.filter((child) => child.type !== ",");
    const items = itemsOf(value);
    places.forEach((place, index) => {
      const isLast = index === places.length - 1;
      assign(
        session,
        place,
        isLast && items.length > places.length ? items.slice(index) : (items[index] ?? null),
      );
    });
  },
};

/** Assigns to the place that `node` names. */
function assign(session: Session, node: SyntaxNode, value: Value): void {
  const target = targets[node.type];
  if (target === undefined) throw new OutsideSubset(`an assignment to ${node.text}`);
  target(session, node, value);
}

const assignment: Execute = (session, node) => {
  const place = childAt(node, 0);
  const operator = childAt(node, 1).text;
  const value = session.evaluate(childAt(node, 2));
  const result =
    operator === "=" ? value : arithmetic(operator.slice(0, -1), session.evaluate(place), value);
  assign(session, place, result);
};

/** `$a = $b = 1`, and what `($x = 1)` gives. */
const assigned: Evaluate = (session, node) => {
  assignment(session, node, () => undefined);
  return session.evaluate(childAt(node, 0));
};

const step =
  (by: 1 | -1): Execute =>
  (session, node) => {
    const place = childAt(node, node.children[0]?.type.length === 2 ? 1 : 0);
    const value = session.evaluate(place);
    if (!isNull(value) && !isNumeric(value)) {
      throw failure(
        `The '${by > 0 ? "++" : "--"}' operator works only on numbers. ` +
          `The operand is a '${typeNameOf(value)}'.`,
      );
    }
    assign(session, place, arithmetic("+", isNull(value) ? 0 : value, by));
  };

const stepped: Evaluate = (_session, node) => {
  throw new OutsideSubset(`the value of ${node.text}`);
};

/** `=`, `+=` and their kin, `++` and `--`: as statements they write nothing. */
export const assignments: Readonly<Record<string, Execute>> = {
  assignment_expression: assignment,
  pre_increment_expression: step(1),
  post_increment_expression: step(1),
  pre_decrement_expression: step(-1),
  post_decrement_expression: step(-1),
};

/** The same where their value is looked at. */
export const assignedValues: Readonly<Record<string, Evaluate>> = {
  assignment_expression: assigned,
  ...Object.fromEntries(
    Object.keys(assignments)
      .filter((type) => type !== "assignment_expression")
      .map((type) => [type, stepped]),
  ),
};
