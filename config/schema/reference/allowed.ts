import { formLink } from "./forms";
import { entryOf, formsOf, type ToldSchema } from "./told-schema";

/** What may stand at a key, in a few words of Markdown. */
export function allowedOf(schema: ToldSchema): string {
  const { unit } = schema;
  return unit === undefined ? valueOf(schema) : `${valueOf(schema)} (${unit})`;
}

/** What nobody here says more of. */
export const anything = "anything";

/** A value of the file, as code. */
export function valueText(value: unknown): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

function valueOf(schema: ToldSchema): string {
  if (schema.const !== undefined) return valueText(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(valueText).join(", ");
  if (schema.allowed !== undefined && schema.type !== "array") return textOf(schema);
  const ofType = byType[schema.type ?? ""];
  return ofType === undefined ? unionOf(schema) : ofType(schema);
}

const byType: Readonly<Record<string, (schema: ToldSchema) => string>> = {
  boolean: () => "`true` or `false`",
  integer: (schema) => `a whole number${boundsOf(schema)}`,
  number: (schema) => `a number${boundsOf(schema)}`,
  string: textOf,
  array: (schema) => `a list${countOf(schema)}${listed(schema.items ?? {})}`,
  object: (schema) => {
    const entry = entryOf(schema);
    if (entry === undefined) return "keys, as below";
    const { propertyNames = {} } = schema;
    return `entries by name${isPlain(entry) ? `, each ${valueOf(entry)}` : ""}; a name: ${textOf(propertyNames)}`;
  },
};

function countOf({ minItems = 0, maxItems }: ToldSchema): string {
  if (maxItems === undefined) return minItems === 0 ? "" : ` of at least ${minItems}`;
  return minItems === 0 ? ` of at most ${maxItems}` : ` of ${minItems} to ${maxItems}`;
}

/** What each of a list is; of objects the rows below say it. */
function listed(items: ToldSchema): string {
  return isPlain(items) ? `: ${valueOf(items)}` : ", of keys as below";
}

function isPlain(schema: ToldSchema): boolean {
  return schema.type !== "object" && formsOf(schema).length === 0;
}

function textOf({ allowed = "a text", maxLength }: ToldSchema): string {
  const form = formLink(allowed);
  const isSaid = maxLength === undefined || allowed.includes(String(maxLength));
  return isSaid ? form : `${form}; here at most ${maxLength} characters`;
}

/** What the numbers of JSON are bound to says nothing. */
function boundsOf({ minimum, exclusiveMinimum, maximum, multipleOf }: ToldSchema): string {
  const isOf = (bound: number | undefined): bound is number =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  const [least, most] = [isOf(minimum), isOf(maximum)];
  const range = least && most ? [` from ${minimum} to ${maximum}`] : [];
  return [
    ...range,
    ...(least && !most ? [` of at least ${minimum}`] : []),
    ...(isOf(exclusiveMinimum) ? [` above ${exclusiveMinimum}`] : []),
    ...(most && !least ? [`${isOf(exclusiveMinimum) ? "," : ""} at most ${maximum}`] : []),
    ...(multipleOf === undefined || multipleOf === 1 ? [] : [`, a multiple of ${multipleOf}`]),
  ].join("");
}

function unionOf({ oneOf = [], anyOf = [] }: ToldSchema): string {
  const all = [...oneOf, ...anyOf];
  if (all.length === 0) return anything;
  return all.some(({ type }) => type === "object")
    ? "keys, as below"
    : [...new Set(all.map(allowedOf))].join(", or ");
}
