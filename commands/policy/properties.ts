import { specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import { type Properties } from "./judged-resource";

/** The mark of a reference to another resource (Pulumi SDK, `runtime/rpc`). */
export const resourceMark = "5cf8f73096256a8f31e491e813e4eb8e";

/** Begins the names of what providers keep for themselves, such as `__defaults`. */
const internal = "__";

/**
 * Properties as the engine sends them to a policy pack: without what providers keep for themselves, and of a reference to
 * a resource its id, or its URN where it has none (Pulumi, `plugin/rpc.go`, MarshalProperties).
 */
export function sentProperties(properties: Properties): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([key, value]) => !key.startsWith(internal) && value !== undefined)
      .map(([key, value]) => [key, sentValue(value)]),
  );
}

function sentValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sentValue);
  if (typeof value !== "object" || value === null) return value;
  const { [specialSigKey]: mark, id, urn } = value as Properties;
  return mark === resourceMark ? id || urn : sentProperties(value as Properties);
}
