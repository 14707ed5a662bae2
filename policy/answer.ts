import { type Resource } from "./resource";
import { UnknownIn } from "./unknown";

/**
 * A property in a stack that the provider fills in where the program leaves it out, such as a bucket's `versioning`;
 * `undefined` while that answer is still to come. What a program sends without knowing it yet comes from another
 * resource, so its sources tell it from an answer.
 *
 * @throws UnknownIn for what the program sends and does not know yet
 */
export function sentOrAnswered<Props extends object, Key extends keyof Props & string>(
  { props, sources }: Resource<Props>,
  key: Key,
): Props[Key] | undefined {
  try {
    return props[key];
  } catch (error) {
    const isSent = (sources[key] ?? []).length > 0;
    if (error instanceof UnknownIn && !isSent) return undefined;
    throw error;
  }
}
