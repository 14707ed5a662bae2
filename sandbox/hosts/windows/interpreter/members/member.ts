import { typeNameOf } from "../conversion/text";
import { failure, OutsideSubset } from "../errors";
import { type Session } from "../session";
import { isNull, itemsOf, NetObject, type Method, type Value } from "../values/value";
import { arrayMembers, stringMembers } from "./primitives";

/**
 * `object.name`. An array without such a property gives those of its items; every object has
 * `Count` and `Length`. A property that is missing is `$null`, or an error in strict mode.
 */
export function readMember(session: Session, object: Value, name: string): Value {
  if (isNull(object)) return missing(session, name);
  const own = ownMember(object, name);
  if (own !== undefined) return own;
  if (Array.isArray(object)) return enumerated(session, object, name);
  if (/^(count|length)$/i.test(name)) return 1;
  if (object instanceof NetObject && object.isOpen) return missing(session, name);
  throw new OutsideSubset(`${typeNameOf(object)}.${name}`);
}

function ownMember(object: Value, name: string): Value | undefined {
  if (typeof object === "string") return stringMembers.read(object, name);
  if (Array.isArray(object)) return arrayMembers.read(object, name);
  if (object instanceof Uint8Array) return arrayMembers.read([...object], name);
  return object instanceof NetObject ? object.read(name) : undefined;
}

function enumerated(session: Session, items: readonly Value[], name: string): Value {
  const found = items.flatMap((item): Value[] => {
    const value = isNull(item) ? undefined : ownMember(item, name);
    return value === undefined ? [] : [...itemsOf(value)];
  });
  if (found.length === 0) return missing(session, name);
  const [first] = found;
  return found.length === 1 && first !== undefined ? first : found;
}

function missing(session: Session, name: string): Value {
  if (!session.strict) return null;
  throw failure(
    `The property '${name}' cannot be found on this object. Verify that the property exists.`,
    { id: "PropertyNotFoundStrict" },
  );
}

/** A method of an object; undefined if the stand-in knows none of that name. */
export function methodOf(session: Session, object: Value, name: string): Method | undefined {
  if (typeof object === "string") return stringMembers.method(object, name);
  if (Array.isArray(object)) return arrayMembers.method(object, name);
  if (object instanceof NetObject) return object.method(name) ?? generalMethod(object, name);
  return generalMethod(object, name);
}

/** What every object has. */
function generalMethod(object: Value, name: string): Method | undefined {
  const lower = name.toLowerCase();
  if (lower === "equals") return ([other]) => object === other;
  if (lower !== "tostring") return undefined;
  return (args) => {
    if (args.length > 0) throw new OutsideSubset(`${typeNameOf(object)}.ToString(format)`);
    return stringMembers.method("", "tostring")?.([object]) ?? "";
  };
}
