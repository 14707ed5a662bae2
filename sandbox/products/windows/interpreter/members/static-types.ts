import { shortName, types } from "../conversion/types";
import { OutsideSubset } from "../errors";
import { type Session } from "../session";
import { lowerCased, MemberTable } from "../values/member-table";
import { type TypeName } from "../values/type-name";
import { type Method, type Value } from "../values/value";
import { type StaticType } from "./static-type";
import { besideTypes } from "./beside";
import { consoleType } from "./console";
import { digestTypes } from "./digests";
import { textTypes } from "./texts";
import { threadingTypes } from "./threading";

const known: ReadonlyMap<string, StaticType> = lowerCased({
  ...besideTypes,
  ...consoleType,
  ...digestTypes,
  ...textTypes,
  ...threadingTypes,
});

function find(type: TypeName): StaticType {
  const found = known.get(type.name.toLowerCase().replace(/^system\./, ""));
  if (found !== undefined) return found;
  if (types.has(shortName(type.name))) return {};
  throw new OutsideSubset(`[${type.name}]`);
}

/** `[Type]::Name`; a member of an enumeration, too. */
export function staticMember(session: Session, type: TypeName, name: string): Value {
  const read = lowerCased(find(type).properties ?? {}).get(name.toLowerCase());
  if (read !== undefined) return read(session);
  throw new OutsideSubset(`[${type.name}]::${name}`);
}

/** `[Type]::Name(…)`, with `new` for its constructor. */
export function staticMethod(session: Session, type: TypeName, name: string): Method {
  const { methods = {}, create } = find(type);
  const all = create === undefined ? methods : { ...methods, new: create };
  const method = new MemberTable<Session>({}, all).method(session, name);
  if (method === undefined) throw new OutsideSubset(`[${type.name}]::${name}()`);
  return method;
}

/** `New-Object`: the type's constructor. */
export function constructorOf(session: Session, type: TypeName): Method {
  return staticMethod(session, type, "new");
}
