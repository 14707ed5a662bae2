import { type Session } from "../session";
import { type Methods } from "../values/member-table";
import { type Value } from "../values/value";

/** What a .NET type offers without an object: properties, methods by their signatures, and how to make one. */
export interface StaticType {
  readonly properties?: Readonly<Record<string, (session: Session) => Value>>;
  readonly methods?: Methods<Session>;
  readonly create?: (session: Session, args: readonly Value[]) => Value;
}
