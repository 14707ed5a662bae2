import { declaredProperty, type ResourceSchema } from "../schema/package-schema";
import { unknown } from "./property-values";
import type { Properties } from "./resource-type";

/** Names of the outputs that are always present. */
function certainOutputs(schema: ResourceSchema): string[] {
  return schema.outputs
    .map(declaredProperty)
    .filter(({ optional }) => !optional)
    .map(({ name }) => name);
}

const allUnknown = (names: readonly string[]): Properties =>
  Object.fromEntries(names.map((name) => [name, unknown]));

/** What a preview shows of a resource to be created: its inputs, and the server's part as unknown. */
export function plannedCreate(inputs: Properties, schema: ResourceSchema): Properties {
  return { ...allUnknown(certainOutputs(schema)), ...inputs };
}

/**
 * What a preview shows of a resource to be changed: the known outputs with the new inputs laid over them. An input
 * that was taken away is gone, or unknown where the server always reports a value.
 *
 * @param volatile - outputs that any update may change
 */
export function plannedUpdate(
  prior: Properties,
  oldInputs: Properties,
  inputs: Properties,
  schema: ResourceSchema,
  volatile: readonly string[],
): Properties {
  const certain = certainOutputs(schema);
  const removed = Object.keys(oldInputs).filter((name) => inputs[name] === undefined);
  const kept = Object.entries(prior).filter(([name]) => !removed.includes(name));
  const unsure = [...removed.filter((name) => certain.includes(name)), ...volatile];
  return { ...Object.fromEntries(kept), ...inputs, ...allUnknown(unsure) };
}
