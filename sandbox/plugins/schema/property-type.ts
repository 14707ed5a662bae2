/** The type of one property, as the official SDK declares it. */
export type PropertyType =
  | { readonly kind: "primitive"; readonly name: Primitive }
  | { readonly kind: "literal"; readonly value: string }
  | { readonly kind: "array"; readonly of: PropertyType }
  | { readonly kind: "map"; readonly of: PropertyType }
  | { readonly kind: "union"; readonly of: readonly PropertyType[] }
  | { readonly kind: "named"; readonly name: string };

const primitives = ["string", "number", "boolean", "any"] as const;
export type Primitive = (typeof primitives)[number];

/** Splits at each `|` that is not inside brackets. */
function alternatives(text: string): string[] {
  let depth = 0;
  const parts = [""];
  for (const character of text) {
    depth += Number("({".includes(character)) - Number(")}".includes(character));
    if (character === "|" && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** One notation: how it looks, and what its inner text means. */
const notations: readonly { form: RegExp; read: (inner: string) => PropertyType }[] = [
  { form: /^(.+)\[\]$/, read: (inner) => ({ kind: "array", of: parsePropertyType(inner) }) },
  { form: /^\{(.+)\}$/, read: (inner) => ({ kind: "map", of: parsePropertyType(inner) }) },
  { form: /^\((.+)\)$/, read: (inner) => parsePropertyType(inner) },
  { form: /^'(.*)'$/, read: (inner) => ({ kind: "literal", value: inner }) },
  {
    form: new RegExp(`^(${primitives.join("|")})$`),
    read: (inner) => ({ kind: "primitive", name: inner as Primitive }),
  },
  { form: /^([\w.]+)$/, read: (inner) => ({ kind: "named", name: inner }) },
];

/**
 * Reads the notation of the schema files: `string`, `Rule`, `string[]`, `{string}` for a map,
 * `'none'|'stdout'` for alternatives and `(string|Rule)[]` for a list of them.
 *
 * @throws Error if the text is in no known notation, which means that the schema file was edited by hand
 */
export function parsePropertyType(text: string): PropertyType {
  const parts = alternatives(text);
  if (parts.length > 1) return { kind: "union", of: parts.map(parsePropertyType) };
  for (const { form, read } of notations) {
    const inner = form.exec(text)?.[1];
    if (inner !== undefined) return read(inner);
  }
  throw new Error(`"${text}" is no property type; generate the schema file again`);
}
