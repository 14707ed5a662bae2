import { NetObject } from "./value";

/** A type literal such as `[TimeSpan]` or `[string[]]`; the name as written, without brackets. */
export class TypeName extends NetObject {
  readonly typeName = "System.RuntimeType";

  constructor(readonly name: string) {
    super();
  }

  toText(): string {
    return this.name;
  }
}
