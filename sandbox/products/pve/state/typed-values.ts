import { own } from "../schema/own";
import type { Value } from "../schema/parameter";
import type { Schema } from "../schema/schema";
import type { SectionValues } from "./section-config";

/** Values as the API answers them: numbers for integers and booleans, lists for arrays, text for the rest. */
export function typedValues(schema: Schema, values: SectionValues): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typedValue(own(schema, key)?.type, value)]),
  );
}

/** Values as a section file keeps them: text. */
export function sectionValues(values: Readonly<Record<string, Value>>): SectionValues {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === "number" ? String(value) : value,
    ]),
  );
}

function typedValue(type: string | undefined, value: string | readonly string[]): Value {
  if (type === "array") return [value].flat();
  return type === "integer" || type === "boolean" ? Number(value) : value;
}
