import { type z } from "zod";

/** What zod keeps of a schema, as far as finding one's way goes. */
interface Definition {
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly keyType?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, string>>;
}

/** What may stand at a path of what a schema checks: one schema, or one for each alternative. */
export function schemasAt(
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
): readonly z.core.$ZodType[] {
  return path.reduce<readonly z.core.$ZodType[]>(
    (schemas, key) => schemas.flatMap((one) => child(one, key)),
    [schema],
  );
}

/** Names of the keys that may stand at a path, sorted; empty where anything may. */
export function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const keys = schemasAt(schema, path)
    .flatMap(unwrapped)
    .flatMap((one) => Object.keys(definition(one).shape ?? {}));
  return [...new Set(keys)].sort();
}

/** The words that may stand at a path, where only a fixed list of them may. */
export function knownWords(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  return schemasAt(schema, path)
    .flatMap(unwrapped)
    .flatMap((one) => {
      const { values, entries } = definition(one);
      return [...(values ?? Object.values(entries ?? {}))].map(String);
    });
}

function child(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType[] {
  return unwrapped(schema).flatMap((one) => {
    const { shape = {}, valueType, element } = definition(one);
    const inner = shape[String(key)] ?? valueType ?? element;
    return inner ? [inner] : [];
  });
}

/** Any name or place in a list. */
export const any: unique symbol = Symbol("any");

/** A path through a schema, in which {@link any} stands for every name of a record and every place in a list. */
export type SchemaPath = readonly (string | typeof any)[];

/** Where a schema takes values of another one, wherever that is. */
export function pathsTo(wanted: z.core.$ZodType, schema: z.core.$ZodType): SchemaPath[] {
  return unwrapped(schema).flatMap((one): SchemaPath[] => {
    if (one === wanted) return [[]];
    const { shape = {}, valueType, element } = definition(one);
    const children: [string | typeof any, z.core.$ZodType | undefined][] = [
      ...Object.entries(shape),
      [any, valueType ?? element],
    ];
    return children.flatMap(([key, inner]) =>
      inner === undefined ? [] : pathsTo(wanted, inner).map((rest): SchemaPath => [key, ...rest]),
    );
  });
}

/** The values at a path, each with the path that led to it. */
export function valuesAt(
  given: unknown,
  [key, ...rest]: SchemaPath,
  above: readonly PropertyKey[] = [],
): { readonly path: readonly PropertyKey[]; readonly value: unknown }[] {
  if (key === undefined) return given === undefined ? [] : [{ path: above, value: given }];
  if (typeof given !== "object" || given === null) return [];
  const entries: [PropertyKey, unknown][] = Array.isArray(given)
    ? [...given.entries()]
    : Object.entries(given);
  return entries
    .filter(([name]) => key === any || name === key)
    .flatMap(([name, value]) => valuesAt(value, rest, [...above, name]));
}

/** The schemas within defaults, options and alternatives. */
export function unwrapped(schema: z.core.$ZodType): z.core.$ZodType[] {
  const { innerType, options } = definition(schema);
  if (innerType) return unwrapped(innerType);
  return options ? options.flatMap(unwrapped) : [schema];
}

function definition(schema: z.core.$ZodType): Definition {
  return schema._zod.def as Definition;
}
