import { type Method, type Value } from "./value";

/** The members of a type by their lower-case names. */
export class MemberTable<Self> {
  private readonly properties: ReadonlyMap<string, (self: Self) => Value>;
  private readonly methods: ReadonlyMap<string, (self: Self, args: readonly Value[]) => Value>;

  constructor(
    properties: Readonly<Record<string, (self: Self) => Value>>,
    methods: Readonly<Record<string, (self: Self, args: readonly Value[]) => Value>> = {},
  ) {
    this.properties = lowerCased(properties);
    this.methods = lowerCased(methods);
  }

  read(self: Self, name: string): Value | undefined {
    return this.properties.get(name.toLowerCase())?.(self);
  }

  method(self: Self, name: string): Method | undefined {
    const method = this.methods.get(name.toLowerCase());
    return method === undefined ? undefined : (args) => method(self, args);
  }
}

/** A record as a map whose keys are lower-case, since PowerShell ignores their case. */
export function lowerCased<T>(record: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]));
}
