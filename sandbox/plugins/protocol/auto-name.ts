import { createHash } from "node:crypto";
import type { Properties } from "./resource-type";

/**
 * The name of a resource whose program gives neither a name nor a prefix for one: the name it has already, else
 * `<resource name>-<7 hex digits>`, where the digits come from the engine's seed, so that preview and update agree.
 *
 * @param property - the input that holds the name
 */
export function automaticName(
  property: string,
  resourceName: string,
  inputs: Properties,
  oldInputs: Properties,
  seed: Uint8Array,
): Properties {
  if ([property, `${property}Prefix`].some((name) => inputs[name] !== undefined)) return {};
  const digits = createHash("sha256").update(resourceName).update(seed).digest("hex").slice(0, 7);
  return { [property]: oldInputs[property] ?? `${resourceName}-${digits}` };
}
