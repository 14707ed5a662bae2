import { type z } from "zod";

/** What zod keeps of a schema, as far as keys are concerned. */
type Definition = {
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly valueType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
};

/** Names of the keys that may stand at a path of what a schema checks, sorted; empty where anything may. */
export function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const reached = path.reduce<readonly z.core.$ZodType[]>(
    (schemas, key) => schemas.flatMap((one) => child(one, key)),
    [schema],
  );
  const keys = reached.flatMap(wrapped).flatMap((one) => Object.keys(definition(one).shape ?? {}));
  return [...new Set(keys)].sort();
}

function child(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType[] {
  return wrapped(schema).flatMap((one) => {
    const { shape = {}, valueType, element } = definition(one);
    const inner = shape[String(key)] ?? valueType ?? element;
    return inner ? [inner] : [];
  });
}

/** The schemas within defaults, options and alternatives. */
function wrapped(schema: z.core.$ZodType): z.core.$ZodType[] {
  const { innerType, options } = definition(schema);
  if (innerType) return wrapped(innerType);
  return options ? options.flatMap(wrapped) : [schema];
}

function definition(schema: z.core.$ZodType): Definition {
  return schema._zod.def as Definition;
}
