import { type Fault, ParameterError, reasonOf, Unreadable } from "./parameter-error";
import { itemSchema, type Properties, type Scalar, type Value, type Values } from "./schema";

/**
 * Turns `name`/`text` pairs into checked values. All refused parameters are reported together;
 * missing ones only when nothing else is wrong, as the product does.
 *
 * @param given values that need no text, such as an empty list
 * @throws ParameterError, or else the first Unreadable
 */
export function parseParameters(
  properties: Properties,
  pairs: readonly (readonly [name: string, text: string])[],
  given: Values = {},
): Values {
  const values: Record<string, Value> = { ...given };
  const faults: Fault[] = [];
  const unreadable: Unreadable[] = [];
  for (const [name, text] of pairs) {
    try {
      values[name] = merged(properties, values, name, text);
    } catch (error) {
      values[name] = text;
      if (error instanceof Unreadable) unreadable.push(error);
      else faults.push([name, reasonOf(error)]);
    }
  }
  refuse(faults);
  refuse(missing(properties, values));
  if (unreadable[0] !== undefined) throw unreadable[0];
  return values;
}

function merged(properties: Properties, values: Values, name: string, text: string): Value {
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (property === undefined) throw new Error("schema does not allow additional properties.");
  const value = itemSchema(property.schema).parse(text);
  const present = Object.hasOwn(values, name) ? values[name] : undefined;
  if (property.schema.kind === "list") return [...asItems(present), value];
  if (present !== undefined) throw new Error("duplicate parameter.");
  return value;
}

function asItems(value: Value | undefined): readonly Scalar[] {
  return Array.isArray(value) ? (value as readonly Scalar[]) : [];
}

function missing(properties: Properties, values: Values): Fault[] {
  return Object.keys(properties)
    .sort()
    .filter((name) => properties[name]?.required === true && !Object.hasOwn(values, name))
    .map((name) => [name, "parameter is missing and it is not optional."]);
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new ParameterError(faults);
}
