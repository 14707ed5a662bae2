import { type z } from "zod";

/** What may stand at a leaf. */
export type LeafKind = "text" | "number" | "boolean" | "words";

/** A place of a schema that holds one value and nothing below it. */
export interface Leaf {
  /**
   * `pbs.users.*.email`: `*` is any entry of a record or a list, `{}` its key, and `[smtp]` the variant that is
   * spoken of.
   */
  readonly path: string;
  readonly kind: LeafKind;
  /** What the value is checked against, alone. */
  readonly schema: z.core.$ZodType;
  /** Of a fixed list of words: all of them. */
  readonly words: readonly string[];
}

/** What zod keeps of a schema, as far as the walk goes. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly keyType?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly discriminator?: string;
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, string>>;
}

const kinds: Readonly<Record<string, LeafKind>> = {
  string: "text",
  number: "number",
  int: "number",
  boolean: "boolean",
  enum: "words",
  literal: "words",
};

/**
 * Every leaf of a schema.
 *
 * @throws Error for a schema of a type that the walk does not know: nothing is passed over
 */
export function leaves(schema: z.core.$ZodType, path = ""): Leaf[] {
  const given = definition(schema);
  const { type, shape, keyType, valueType, element, innerType, options } = given;
  const at = (part: string) => (path === "" ? part : `${path}.${part}`);
  if (shape) return Object.entries(shape).flatMap(([key, one]) => leaves(one, at(key)));
  if (keyType && valueType) return [...leaves(keyType, at("{}")), ...leaves(valueType, at("*"))];
  if (element) return leaves(element, at("*"));
  if (innerType) return leaves(innerType, path);
  if (options) return alternatives(schema, options, path);
  const kind = kinds[type];
  if (kind === undefined) throw new Error(`${path}: a schema of type ${type}, which is no leaf`);
  return [{ path, kind, schema, words: kind === "words" ? wordsOf(given) : [] }];
}

/** Every place of a schema where free text may stand: all strings but those of a fixed list. */
export function stringFields(schema: z.core.$ZodType, path = ""): Leaf[] {
  return leaves(schema, path).filter(({ kind }) => kind === "text");
}

/** Of variants each on its own; of alternatives of one text what one of them takes, the leaf takes. */
function alternatives(
  schema: z.core.$ZodType,
  options: readonly z.core.$ZodType[],
  path: string,
): Leaf[] {
  const { discriminator } = definition(schema);
  if (discriminator !== undefined)
    return options.flatMap((one) => leaves(one, `${path}[${variant(one, discriminator)}]`));
  const [first] = options.flatMap((one) => leaves(one, path));
  return first ? [{ ...first, kind: "text", schema, words: [] }] : [];
}

/** What the discriminator of an alternative says: one word, or several of a list. */
function variant(schema: z.core.$ZodType, discriminator: string): string {
  return wordsOf(definition(definition(schema).shape![discriminator]!)).join("|");
}

function wordsOf({ values, entries }: Definition): string[] {
  return [...(values ?? Object.values(entries ?? {}))].map(String);
}

function definition(schema: z.core.$ZodType): Definition {
  return schema._zod.def;
}
