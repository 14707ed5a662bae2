import { OutsideSubset } from "../outside-subset";
import { isNull, type Method, type Value } from "./value";

type Properties<Self> = Readonly<Record<string, (self: Self) => Value>>;

/**
 * The methods of a type by their signatures: `Split(string)`. A method has as many as the stand-in knows of its
 * overloads; with other arguments it is outside the subset. A name without parentheses takes whatever it is given.
 */
export type Methods<Self> = Readonly<Record<string, (self: Self, args: readonly Value[]) => Value>>;

/** What stands for an argument in a signature, and what it accepts. */
const kinds: Readonly<Record<string, (value: Value) => boolean>> = {
  int: (value) => typeof value === "number",
  object: (value) => !isNull(value),
  string: (value) => typeof value === "string",
};

interface Overload<Self> {
  readonly takes: readonly string[] | undefined;
  readonly run: (self: Self, args: readonly Value[]) => Value;
}

/** The members of a type by their lower-case names. */
export class MemberTable<Self> {
  private readonly properties: ReadonlyMap<string, (self: Self) => Value>;
  private readonly methods: ReadonlyMap<string, readonly Overload<Self>[]>;

  constructor(properties: Properties<Self>, methods: Methods<Self> = {}) {
    this.properties = lowerCased(properties);
    this.methods = overloads(methods);
  }

  read(self: Self, name: string): Value | undefined {
    return this.properties.get(name.toLowerCase())?.(self);
  }

  /** A method; calling it with arguments of no known signature is outside the subset. */
  method(self: Self, name: string): Method | undefined {
    const known = this.methods.get(name.toLowerCase());
    return known === undefined ? undefined : (args) => fitting(known, name, args).run(self, args);
  }
}

function overloads<Self>(methods: Methods<Self>): ReadonlyMap<string, readonly Overload<Self>[]> {
  const known = new Map<string, Overload<Self>[]>();
  for (const [signature, run] of Object.entries(methods)) {
    const [, name = "", list] = /^(\w+)(?:\((.*)\))?$/.exec(signature) ?? [];
    const takes = list?.split(",").filter((kind) => kind !== "");
    const others = known.get(name.toLowerCase()) ?? [];
    known.set(name.toLowerCase(), [...others, { takes, run }]);
  }
  return known;
}

function fitting<Self>(
  known: readonly Overload<Self>[],
  name: string,
  args: readonly Value[],
): Overload<Self> {
  const found = known.find(
    ({ takes }) =>
      takes === undefined ||
      (takes.length === args.length && takes.every((kind, place) => accepts(kind, args[place]))),
  );
  if (found === undefined) throw new OutsideSubset(`${name}(${args.map(shape).join(", ")})`);
  return found;
}

function accepts(kind: string, value: Value = null): boolean {
  const test = kinds[kind];
  return test === undefined ? shape(value) === kind : test(value);
}

/** How a message shows an argument: by its type. */
function shape(value: Value): string {
  if (isNull(value)) return "$null";
  if (Array.isArray(value)) return "Object[]";
  if (value instanceof Uint8Array) return "Byte[]";
  if (typeof value !== "object") return typeof value;
  return value.typeName.split(".").at(-1) ?? "";
}

/** A record as a map whose keys are lower-case, since PowerShell ignores their case. */
export function lowerCased<T>(record: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]));
}
