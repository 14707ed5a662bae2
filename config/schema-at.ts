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

/** The schemas within defaults, options and alternatives. */
export function unwrapped(schema: z.core.$ZodType): z.core.$ZodType[] {
  const { innerType, options } = definition(schema);
  if (innerType) return unwrapped(innerType);
  return options ? options.flatMap(unwrapped) : [schema];
}

function definition(schema: z.core.$ZodType): Definition {
  return schema._zod.def as Definition;
}
