import { type z } from "zod";
import { optionalEntry } from "../model/record";
import { valueAt } from "./value-at";

/** What zod keeps of a schema, as far as finding one's way goes. */
interface Definition {
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly keyType?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  /** The key that says which of the options is meant. */
  readonly discriminator?: string;
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, string>>;
}

/** A schema, and what was given for it. */
interface Spot {
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
}

/** A key that is known in other variants than the one that was declared. */
export interface ForeignKey {
  /** What tells the variants apart: `engine`. */
  readonly discriminator: string;
  /** The variant that was declared. */
  readonly variant: string;
  /** Those that know the key. */
  readonly others: readonly string[];
}

/**
 * What may stand at a path of what a schema checks: the schema there, what is within its defaults and options, and
 * each of its alternatives. Of variants it is the one that was declared, or all of them where none is told.
 *
 * @param given - what was checked
 */
export function schemasAt(
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
  given?: unknown,
): readonly z.core.$ZodType[] {
  return spotsAt(schema, path, given).flatMap((spot) => [spot.schema, ...resolved(spot)]);
}

/** Names of the keys that may stand at a path, sorted; empty where anything may. */
export function knownKeys(
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
  given?: unknown,
): string[] {
  const keys = spotsAt(schema, path, given)
    .flatMap(resolved)
    .flatMap((one) => Object.keys(definition(one).shape ?? {}));
  return [...new Set(keys)].sort();
}

/** The words that may stand at a path, where only a fixed list of them may. */
export function knownWords(
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
  given?: unknown,
): string[] {
  return spotsAt(schema, path, given).flatMap(resolved).flatMap(wordsOf);
}

/** Which other variants than the declared one know a key; `undefined` where none does. */
export function foreignKey(
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
  key: string,
  given: unknown,
): ForeignKey | undefined {
  for (const { schema: one, value } of spotsAt(schema, path, given)) {
    const { options = [], discriminator } = definition(unwrapped(one));
    if (discriminator === undefined) continue;
    const variant = valueAt(value, [discriminator]);
    const knowing = options.filter((option) => optionalEntry(definition(option).shape, key));
    const others = knowing.flatMap((option) => variantsOf(option, discriminator));
    if (typeof variant === "string" && others.length > 0) return { discriminator, variant, others };
  }
  return undefined;
}

function spotsAt(schema: z.core.$ZodType, path: readonly PropertyKey[], given: unknown): Spot[] {
  return path.reduce<Spot[]>(
    (spots, key) => spots.flatMap((spot) => children(spot, key)),
    [{ schema, value: given }],
  );
}

function children({ schema, value }: Spot, key: PropertyKey): Spot[] {
  return resolved({ schema, value }).flatMap((one) => {
    const { shape, valueType, element } = definition(one);
    const inner = optionalEntry(shape, String(key)) ?? valueType ?? element;
    return inner ? [{ schema: inner, value: valueAt(value, [key]) }] : [];
  });
}

/** Any name or place in a list. */
export const any: unique symbol = Symbol("any");

/** A path through a schema, in which {@link any} stands for every name of a record and every place in a list. */
export type SchemaPath = readonly (string | typeof any)[];

/** Where a schema takes values of another one, wherever that is. */
export function pathsTo(wanted: z.core.$ZodType, schema: z.core.$ZodType): SchemaPath[] {
  return resolved({ schema, value: undefined }).flatMap((one): SchemaPath[] => {
    if (isMadeOf(one, wanted)) return [[]];
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

/** Whether a schema is another one, or that with more said or asked of it. */
function isMadeOf(one: z.core.$ZodType, wanted: z.core.$ZodType): boolean {
  const { parent } = one._zod;
  return one === wanted || (parent !== undefined && isMadeOf(parent, wanted));
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

/** The schema within defaults and options, and of alternatives each; of variants the one that was declared. */
function resolved({ schema, value }: Spot): z.core.$ZodType[] {
  const one = unwrapped(schema);
  const { options, discriminator } = definition(one);
  if (options === undefined) return [one];
  const meant = discriminator === undefined ? [] : declaredOf(options, discriminator, value);
  return (meant.length > 0 ? meant : options).flatMap((option) =>
    resolved({ schema: option, value }),
  );
}

function declaredOf(options: readonly z.core.$ZodType[], discriminator: string, value: unknown) {
  const variant = String(valueAt(value, [discriminator]));
  return options.filter((option) => variantsOf(option, discriminator).includes(variant));
}

/** What the discriminator of an alternative may say. */
function variantsOf(option: z.core.$ZodType, discriminator: string): string[] {
  const schema = optionalEntry(definition(option).shape, discriminator);
  return schema ? wordsOf(schema) : [];
}

function wordsOf(schema: z.core.$ZodType): string[] {
  const { values, entries } = definition(schema);
  return [...(values ?? Object.values(entries ?? {}))].map(String);
}

/** Without the defaults and options around it. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const { innerType } = definition(schema);
  return innerType ? unwrapped(innerType) : schema;
}

function definition(schema: z.core.$ZodType): Definition {
  return schema._zod.def as Definition;
}
