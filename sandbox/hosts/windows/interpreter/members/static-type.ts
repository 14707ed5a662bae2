import { type Session } from "../session";
import { type EnumType } from "../values/enum-value";
import { type Value } from "../values/value";

/** What a .NET type offers without an object: properties, methods, and how to make one. */
export interface StaticType {
  readonly properties?: Readonly<Record<string, (session: Session) => Value>>;
  readonly methods?: Readonly<Record<string, (session: Session, args: readonly Value[]) => Value>>;
  readonly create?: (session: Session, args: readonly Value[]) => Value;
}

/** The members of an enumeration as static properties. */
export function enumProperties(type: EnumType): NonNullable<StaticType["properties"]> {
  return Object.fromEntries(type.members.map((name) => [name, () => type.member(name) ?? null]));
}
