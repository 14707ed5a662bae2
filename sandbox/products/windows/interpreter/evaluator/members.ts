import { typeNameOf } from "../conversion/text";
import { failure, OutsideSubset } from "../errors";
import { readMember } from "../members/member";
import { staticMember } from "../members/static-types";
import { type Evaluate, type Session } from "../session";
import { childAt, type SyntaxNode } from "../syntax/syntax-node";
import { Char } from "../values/char";
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
  return readMember(object, name);
};

const elementAccess: Evaluate = (session, node) => {
  const object = session.evaluate(childAt(node, 0));
  session.position = node.position;
  const index = session.evaluate(childAt(node, 1));
  if (isNull(object)) throw failure("Cannot index into a null array.", { id: "NullArray" });
  if (object instanceof Hashtable) return byKeyOrPlace(object, index);
  if (Array.isArray(index)) return slice(indexable(object), index.map(placeOf));
  const place = placeOf(index);
  if (typeof object !== "string") return indexable(object).at(place) ?? null;
  const unit = object.charAt(place < 0 ? object.length + place : place);
  return unit === "" ? null : new Char(unit);
};

/** `$list[0..2]`; what is not there gives nothing. */
function slice(items: readonly Value[], places: readonly number[]): Value {
  return places.map((place) => items.at(place)).filter((item) => item !== undefined);
}

/** A place in a list; other numbers and texts are rounded and read, which no script of the subset needs. */
function placeOf(index: Value): number {
  if (typeof index === "number") return index;
  throw new OutsideSubset(`a ${typeNameOf(index)} as a place`);
}

/** An ordered table is indexed by place when the index is a number. */
function byKeyOrPlace(table: Hashtable, index: Value): Value {
  if (!table.ordered || typeof index !== "number") return table.get(index);
  return table.entries.at(index)?.[1] ?? null;
}

function indexable(object: Value): readonly Value[] {
  if (Array.isArray(object)) return object;
  if (object instanceof Uint8Array) return [...object];
  throw new OutsideSubset(`an element of a ${typeNameOf(object)}`);
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
  throw unwritable(object, name);
}

function unwritable(object: Value, name: string): Error {
  const message =
    `The property '${name}' cannot be found on this object. ` +
    "Verify that the property exists and can be set.";
  if (isNull(object)) return failure(message, { id: "PropertyNotFound" });
  if (!(object instanceof NetObject && object.isOpen)) {
    return new OutsideSubset(`${typeNameOf(object)}.${name} =`);
  }
  return failure(`Exception setting "${name}": "${message}"`, {
    type: "System.Management.Automation.SetValueInvocationException",
    id: "ExceptionWhenSetting",
  });
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
    if (object.ordered && typeof index === "number")
      throw new OutsideSubset("a place of a table =");
    object.set(index, kept);
    return;
  }
  if (!Array.isArray(object)) throw new OutsideSubset(`an element of a ${typeNameOf(object)} =`);
  const place = placeOf(index);
  if (!(place in object)) {
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
