import { magnitude, toNumber } from "../conversion/number";
import { typeNameOf } from "../conversion/text";
import { failure, OutsideSubset } from "../errors";
import { readMember } from "../members/member";
import { staticMember } from "../members/static-types";
import { type Evaluate, type Session } from "../session";
import { childAt, type SyntaxNode } from "../syntax/syntax-node";
import { Hashtable } from "../values/hashtable";
import { type TypeName } from "../values/type-name";
import { isNull, NetObject, nothing, type Value } from "../values/value";
import { invocation } from "./invocation";
import { memberName, requireType } from "./member-name";

const memberAccess: Evaluate = (session, node) => {
  const object = session.evaluate(childAt(node, 0));
  session.position = node.position;
  const name = memberName(session, childAt(node, 2));
  if (childAt(node, 1).text === "::") return staticMember(session, requireType(object), name);
  return readMember(session, object, name);
};

const elementAccess: Evaluate = (session, node) => {
  const object = session.evaluate(childAt(node, 0));
  session.position = node.position;
  const index = session.evaluate(childAt(node, 1));
  if (isNull(object)) throw failure("Cannot index into a null array.", { id: "NullArray" });
  return Array.isArray(index) && !(object instanceof Hashtable)
    ? index.map((each) => elementOf(object, each))
    : elementOf(object, index);
};

function elementOf(object: Value, index: Value): Value {
  if (object instanceof Hashtable) return byKeyOrPlace(object, index);
  const items = typeof object === "string" ? [...object] : indexable(object);
  const place = magnitude(toNumber(index) ?? NaN);
  return items.at(place) ?? null;
}

/** An ordered table is indexed by place when the index is a number. */
function byKeyOrPlace(table: Hashtable, index: Value): Value {
  const byPlace = table.ordered && typeof index === "number" && !table.has(index);
  return byPlace ? (table.entries.at(index)?.[1] ?? null) : table.get(index);
}

function indexable(object: Value): readonly Value[] {
  if (Array.isArray(object)) return object;
  if (object instanceof Uint8Array) return [...object];
  throw failure(`Unable to index into an object of type "${typeNameOf(object)}".`, {
    id: "CannotIndex",
  });
}

/** `object.name = value`. */
export function setMember(session: Session, node: SyntaxNode, value: Value): void {
  const object = session.evaluate(childAt(node, 0));
  session.position = node.position;
  const name = memberName(session, childAt(node, 2));
  if (childAt(node, 1).text === "::") {
    setStatic(requireType(object), name);
    return;
  }
  const kept = value === nothing ? null : value;
  if (object instanceof NetObject && object.write(name, kept)) return;
  throw failure(
    `The property '${name}' cannot be found on this object. ` +
      "Verify that the property exists and can be set.",
    { id: "PropertyNotFound" },
  );
}

/** Static properties that may be set; every stream of the stand-in is UTF-8 already. */
const settable = new Set(["console::outputencoding", "console::inputencoding"]);

function setStatic(type: TypeName, name: string): void {
  const full = `${type.name.replace(/^System\./i, "")}::${name}`;
  if (!settable.has(full.toLowerCase())) throw new OutsideSubset(`[${type.name}]::${name} =`);
}

/** `object[index] = value`. */
export function setElement(session: Session, node: SyntaxNode, value: Value): void {
  const object = session.evaluate(childAt(node, 0));
  const index = session.evaluate(childAt(node, 1));
  const kept = value === nothing ? null : value;
  if (object instanceof Hashtable) {
    object.set(index, kept);
    return;
  }
  const place = magnitude(toNumber(index) ?? NaN);
  if (!Array.isArray(object) || !(place in object)) {
    throw failure("Index was outside the bounds of the array.", {
      type: "System.IndexOutOfRangeException",
    });
  }
  object[place] = kept;
}

/** Members, elements and method calls. */
export const memberExpressions: Readonly<Record<string, Evaluate>> = {
  member_access: memberAccess,
  element_access: elementAccess,
  invokation_expression: invocation,
};
