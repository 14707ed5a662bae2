import { toText, typeNameOf } from "../conversion/text";
import { OutsideSubset } from "../errors";
import { Double } from "../values/double";
import { Long } from "../values/long";
import { MemberTable } from "../values/member-table";
import { PsObject } from "../values/ps-object";
import { isNull, itemsOf, NetObject, type Method, type Value } from "../values/value";
import { arrayMembers, stringMembers } from "./primitives";

/**
 * `object.name`. An array without such a property gives those of its items; every object has `Count` and `Length`, and
 * nothing has none of them.
 *
 * @throws OutsideSubset for other properties that the stand-in does not know
 */
export function readMember(object: Value, name: string): Value {
  if (intrinsic.test(name)) throw new OutsideSubset(name);
  const isSize = /^(count|length)$/i.test(name);
  if (isNull(object)) return isSize ? 0 : null;
  const own = ownMember(object, name);
  if (own !== undefined) return own;
  if (Array.isArray(object)) return enumerated(object, name);
  if (isSize) return 1;
  if (isKnown(object)) return null;
  throw new OutsideSubset(`${typeNameOf(object)}.${name}`);
}

/** Whether all properties are known: another one is `$null` then. */
function isKnown(object: Value): boolean {
  if (object instanceof NetObject) {
    return object.isOpen || object instanceof Long || object instanceof Double;
  }
  return typeof object === "string" || typeof object === "number" || typeof object === "boolean";
}

/** What PowerShell gives every object besides. */
const intrinsic = /^(ps(object|base|adapted|extended|typenames)|pstypenames)$/i;

function ownMember(object: Value, name: string): Value | undefined {
  if (typeof object === "string") return stringMembers.read(object, name);
  if (Array.isArray(object)) return arrayMembers.read(object, name);
  if (object instanceof Uint8Array) return arrayMembers.read([...object], name);
  return object instanceof NetObject ? object.read(name) : undefined;
}

function enumerated(items: readonly Value[], name: string): Value {
  const found = items.flatMap((item): readonly Value[] => {
    const value = isNull(item) ? undefined : ownMember(item, name);
    if (value !== undefined) return itemsOf(value);
    if (item instanceof PsObject && item.isOpen) return [null];
    if (isNull(item) || isKnown(item)) return [];
    throw new OutsideSubset(`${typeNameOf(item)}.${name}`);
  });
  const [first] = found;
  if (first === undefined) return null;
  return found.length === 1 ? first : [...found];
}

/** A method of an object; undefined if the stand-in knows none of that name. */
export function methodOf(object: Value, name: string): Method | undefined {
  const own =
    typeof object === "string"
      ? stringMembers.method(object, name)
      : object instanceof NetObject
        ? object.method(name)
        : undefined;
  return own ?? general.method(object, name);
}

/** What every object has; lists have types of their own, which the stand-in does not keep. */
const general = new MemberTable<Value>(
  {},
  {
    "GetType()": (self) => {
      const full = typeNameOf(self);
      if (full.endsWith("[]")) throw new OutsideSubset(`the type of a ${full}`);
      const name = full.split(".").at(-1) ?? "";
      return new PsObject(
        "System.RuntimeType",
        [
          ["Name", name],
          ["FullName", full],
        ],
        full,
      );
    },
    "ToString()": (self) => {
      const isPlain = self instanceof Double || Array.isArray(self) || self instanceof Uint8Array;
      if (isPlain) throw new OutsideSubset(`${typeNameOf(self)}.ToString()`);
      return toText(self);
    },
  },
);
