import { type Fault, ParameterError, reasonOf } from "../schema/parameter-error";
import { parseParameters } from "../schema/parameters";
import { itemSchema, type Properties, type Schema, type Values } from "../schema/schema";

/** Names and texts, as a query, a form and a command line have them. */
export type Pairs = readonly (readonly [name: string, text: string])[];

/** The JavaScript type of each kind of value. */
const types = { boolean: "boolean", integer: "number", string: "string" } as const;

/**
 * Checks what a JSON body says. It must have the right types: the text `"1"` or the number 1 is no
 * boolean there, other than in a query (proxmox-schema, verify_json).
 *
 * @throws ParameterError
 */
export function checkJson(
  properties: Properties,
  body: Readonly<Record<string, unknown>>,
  others: Pairs,
): Values {
  const faults: Fault[] = [];
  const pairs = Object.entries(body).flatMap(([name, value]): Pairs => {
    const schema = Object.hasOwn(properties, name) ? properties[name]?.schema : undefined;
    try {
      return texts(schema, value).map((text) => [name, text] as const);
    } catch (error) {
      faults.push([name, reasonOf(error)]);
      return [];
    }
  });
  if (faults.length > 0) throw new ParameterError(faults);
  const empty = Object.entries(body).filter(
    ([, value]) => Array.isArray(value) && value.length === 0,
  );
  return parseParameters(properties, [...pairs, ...others], Object.fromEntries(empty) as Values);
}

function texts(schema: Schema | undefined, value: unknown): string[] {
  if (schema === undefined) return [""];
  if (schema.kind !== "list") return [scalar(schema, value)];
  if (Array.isArray(value)) return value.map((item) => scalar(schema, item));
  const got = typeof value === "object" && value !== null ? "object" : "scalar value";
  throw new Error(`Expected array - got ${got}.`);
}

function scalar(schema: Schema, value: unknown): string {
  const { kind } = itemSchema(schema);
  const right = typeof value === types[kind] && (kind !== "integer" || Number.isInteger(value));
  if (!right) throw new Error(`Expected ${kind} value.`);
  return String(value);
}
