import { toText } from "../conversion/text";
import { OutsideSubset } from "../errors";
import { type Session } from "../session";
import { childAt, type SyntaxNode } from "../syntax/syntax-node";
import { TypeName } from "../values/type-name";
import { type Value } from "../values/value";

/** A member's name: a bare word, a string, or whatever a variable holds. */
export function memberName(session: Session, node: SyntaxNode): string {
  const inner = childAt(node, 0);
  return inner.type === "simple_name" ? inner.text : toText(session.evaluate(inner));
}

/** The type on the left of `::`. */
export function requireType(value: Value): TypeName {
  if (value instanceof TypeName) return value;
  throw new OutsideSubset(`${toText(value)}::`);
}
