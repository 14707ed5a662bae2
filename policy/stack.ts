import { remoteObjectOf, type RemoteObject } from "./remote-object";
import { isOf, type Resource, type ResourceOf } from "./resource";
import { type ResourceType } from "./resource-types";
import { UnknownIn } from "./unknown";

/** All resources of a stack, for rules that have to see more than one. What they ask for is looked for once. */
export class Stack {
  private readonly found = new Map<string, unknown>();

  constructor(readonly resources: readonly Resource[]) {}

  /** Those of that type. */
  ofType<Type extends ResourceType>(types: readonly Type[]): readonly ResourceOf<Type>[] {
    return this.once(`of ${types.join(" ")}`, () =>
      this.resources.filter((one) => isOf(one, types)),
    );
  }

  /**
   * Those of that type that speak of `target` in a property: by its name, id or ARN, or because the value comes from it.
   * What comes from it is told by what the program passed, so that it is found before anything has a name; a name made of
   * its name, such as `archive-logs`, is another's.
   *
   * @param property - which names the other: `bucket`
   */
  about<Type extends ResourceType>(
    target: Resource,
    property: keyof ResourceOf<Type>["props"] & string,
    types: readonly Type[],
  ): readonly ResourceOf<Type>[] {
    const { from, saying } = this.speakers(property, types);
    const own = namesOf(target);
    const names = own.flatMap((name) => saying.get(name) ?? []);
    const sources = (from.get(target.urn) ?? []).filter(({ props }) =>
      maySay(own, valuesOf(props, property)),
    );
    return inOrder(this.ofType(types), [...sources, ...names]);
  }

  /** Those of that type that speak in `property` of what `one` speaks of in the property of that name. */
  alike<Type extends ResourceType>(
    one: Resource,
    named: string,
    types: readonly Type[],
    property: keyof ResourceOf<Type>["props"] & string,
  ): readonly ResourceOf<Type>[] {
    const { from, saying } = this.speakers(property, types);
    const name = valueOf(one.props, named);
    const same = name === undefined ? [] : (saying.get(name) ?? []);
    const own = isName(name) ? [name] : [];
    const sources = (one.sources[named] ?? [])
      .flatMap((urn) => from.get(urn) ?? [])
      .filter(({ props }) => maySay(own, valuesOf(props, property)));
    return inOrder(this.ofType(types), [...same, ...sources]);
  }

  /** The objects on hosts that the stack's own contract tells, of those kinds. */
  remoteObjects(...kinds: readonly string[]): RemoteObject[] {
    const all = this.once("remote objects", () =>
      this.ofType(["command:remote:Command"])
        .map(remoteObjectOf)
        .filter((one) => one !== undefined),
    );
    return all.filter(({ kind }) => kinds.includes(kind));
  }

  /** Those of that type, by the value of a property and by where it comes from. */
  private speakers<Type extends ResourceType>(property: string, types: readonly Type[]) {
    return this.once(`by ${property} of ${types.join(" ")}`, () => {
      const all = this.ofType(types);
      return {
        saying: grouped(all, ({ props }) => valuesOf(props, property)),
        from: grouped(all, ({ sources }) => sources[property] ?? []),
      };
    });
  }

  /**
   * What a rule looks for in all resources, looked for once.
   *
   * @param what - unlike that of anything else that is looked for
   * @throws whatever `find` throws, each time that it is asked for
   */
  once<Found>(what: string, find: () => Found): Found {
    if (!this.found.has(what)) this.found.set(what, find());
    return this.found.get(what) as Found;
  }
}

/** Each under all of its keys. */
function grouped<One>(
  all: readonly One[],
  keysOf: (one: One) => readonly unknown[],
): ReadonlyMap<unknown, readonly One[]> {
  const groups = new Map<unknown, One[]>();
  for (const one of all)
    for (const key of keysOf(one)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [one]);
      else group.push(one);
    }
  return groups;
}

/** Each once, as they stand among all. */
function inOrder<One>(all: readonly One[], some: readonly One[]): readonly One[] {
  const wanted = new Set(some);
  if (wanted.size < 2) return [...wanted];
  return all.filter((one) => wanted.has(one));
}

/** What others may call it. */
function namesOf({ props }: Resource): readonly string[] {
  const known = ["id", "arn", "name", "bucket", "keyId"].map((key) => valueOf(props, key));
  return known.filter(isName);
}

const isName = (value: unknown): value is string => typeof value === "string" && value !== "";

/** Whether one of the values may be one of the names; not where all of both are known and are others. */
function maySay(names: readonly string[], values: readonly unknown[]): boolean {
  if (names.length === 0 || !values.every(isName)) return true;
  const own = names.map(withoutArn);
  return values.some((value) => own.includes(withoutArn(value)));
}

/** Some say a name where others say its ARN: what stands behind the fifth colon. */
const withoutArn = (name: string) => name.replace(/^arn:(?:[^:]*:){4}/, "");

/** What a property says, or each part of a list: `users`. */
function valuesOf(props: object, key: string): readonly unknown[] {
  const value = valueOf(props, key);
  return Array.isArray(value) ? Object.keys(value).map((index) => valueOf(value, index)) : [value];
}

/** A property, or nothing where it is not known: of what is not known, only the sources tell. */
function valueOf(props: object, key: string): unknown {
  try {
    return (props as Readonly<Record<string, unknown>>)[key];
  } catch (error) {
    if (error instanceof UnknownIn) return undefined;
    throw error;
  }
}
