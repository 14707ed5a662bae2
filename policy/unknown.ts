import * as sdk from "@pulumi/policy";

/** What the SDK throws, and hears of again: exported (1.21), without a type. */
interface UnknownValue extends Error {
  /** The property's path. */
  readonly props: readonly PropertyKey[];
}
const { UnknownValueError } = sdk as unknown as {
  UnknownValueError: abstract new (...args: never) => UnknownValue;
};

/** A value that a rule needs and that is not known before the update. */
export class UnknownIn extends Error {
  override readonly name = "UnknownIn";

  /**
   * @param resource - for people: the resource's name
   * @param path - of the property: `rules.0.expiration`
   * @param cause - what the SDK threw
   */
  constructor(
    readonly resource: string,
    readonly path: string,
    override readonly cause: UnknownValue,
  ) {
    super(`${path} of ${resource} is not known yet`);
  }
}

/**
 * Properties, so that reading what is not known says of which resource.
 *
 * The SDK's own proxy says the property alone: enough where one resource is judged, not where a stack is.
 *
 * @param resource - for people: the resource's name
 */
export function knownOnly<Props extends object>(props: Props, resource: string): Props {
  return new Proxy(props, {
    get(target, key) {
      // Where a rule remediates, the SDK's proxies break the constructor, which `map` and `filter` ask an array for.
      if (key === "constructor" && Array.isArray(target)) return Array;
      const value: unknown = read(target, key, resource);
      return typeof value === "object" && value !== null ? knownOnly(value, resource) : value;
    },
  });
}

function read(target: object, key: string | symbol, resource: string): unknown {
  try {
    return Reflect.get(target, key);
  } catch (error) {
    if (!(error instanceof UnknownValueError)) throw error;
    throw new UnknownIn(resource, error.props.map(String).join("."), error);
  }
}

/** Whether a property was set, also to what is not known yet: nothing is read. */
export function isSet(props: object, key: string): boolean {
  return Object.keys(props).includes(key);
}

/**
 * What the SDK must hear of a rule that could not judge: it then says so in the preview, and the rule judges again at
 * the update, with the values.
 *
 * @param unknowns - at least one
 */
export function notJudgedYet(unknowns: readonly UnknownIn[]): Error {
  const error = unknowns[0]!.cause;
  const told = [...new Set(unknowns.map(({ message }) => message))];
  error.message = `not judged, by this rule and every other that needs it: ${told.join("; ")}; judged again at the update, when it is known`;
  return error;
}
