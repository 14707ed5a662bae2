import { remoteObjectOf, type RemoteObject } from "./remote-object";
import { isOf, type Resource, type ResourceOf } from "./resource";
import { type ResourceType } from "./resource-types";
import { UnknownIn } from "./unknown";

/** All resources of a stack, for rules that have to see more than one. */
export class Stack {
  constructor(readonly resources: readonly Resource[]) {}

  /** Those of that type. */
  ofType<Type extends ResourceType>(types: readonly Type[]): ResourceOf<Type>[] {
    return this.resources.filter((one) => isOf(one, types));
  }

  /**
   * Those of that type that speak of `target` in a property: by its name, id or ARN, or because the value comes from it.
   * What comes from it is told by what the program passed, so that it is found before anything has a name.
   *
   * @param property - which names the other: `bucket`
   */
  about<Type extends ResourceType>(
    target: Resource,
    property: keyof ResourceOf<Type>["props"] & string,
    types: readonly Type[],
  ): ResourceOf<Type>[] {
    const names = namesOf(target);
    return this.ofType(types).filter(
      (one) =>
        one.sources[property]?.includes(target.urn) || names.has(valueOf(one.props, property)),
    );
  }

  /** Those of that type that speak in `property` of what `one` speaks of in the property of that name. */
  alike<Type extends ResourceType>(
    one: Resource,
    named: string,
    types: readonly Type[],
    property: keyof ResourceOf<Type>["props"] & string,
  ): ResourceOf<Type>[] {
    const name = valueOf(one.props, named);
    const from = one.sources[named] ?? [];
    return this.ofType(types).filter(
      ({ props, sources }) =>
        (name !== undefined && valueOf(props, property) === name) ||
        sources[property]?.some((urn) => from.includes(urn)),
    );
  }

  /** The objects on hosts that the stack's own contract tells, of those kinds. */
  remoteObjects(...kinds: readonly string[]): RemoteObject[] {
    return this.ofType(["command:remote:Command"])
      .map(remoteObjectOf)
      .filter((one) => one !== undefined)
      .filter(({ kind }) => kinds.includes(kind));
  }
}

/** What others may call it. */
function namesOf({ props }: Resource): ReadonlySet<unknown> {
  const known = ["id", "arn", "name", "bucket", "keyId"].map((key) => valueOf(props, key));
  return new Set(known.filter((value) => typeof value === "string" && value !== ""));
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
