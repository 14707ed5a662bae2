import { type z } from "zod";

/** A place in a declaration where free text may stand. */
export interface StringField {
  /**
   * `pbs.users.*.email`: `*` is any entry of a record or a list, `{}` its key, and `[smtp]` the variant that is
   * spoken of.
   */
  readonly path: string;
  /** What the text is checked against, alone. */
  readonly schema: z.core.$ZodType;
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

/** Every place of a schema where free text may stand: all strings but those of a fixed list. */
export function stringFields(schema: z.core.$ZodType, path = ""): StringField[] {
  const { type, shape, keyType, valueType, element, innerType, options, discriminator } =
    definition(schema);
  const at = (part: string) => (path === "" ? part : `${path}.${part}`);
  if (type === "string") return [{ path, schema }];
  if (shape) return Object.entries(shape).flatMap(([key, one]) => stringFields(one, at(key)));
  if (keyType && valueType)
    return [...stringFields(keyType, at("{}")), ...stringFields(valueType, at("*"))];
  if (element) return stringFields(element, at("*"));
  if (innerType) return stringFields(innerType, path);
  if (discriminator !== undefined)
    return (options ?? []).flatMap((one) =>
      stringFields(one, `${path}[${variant(one, discriminator)}]`),
    );
  // Alternatives of one text: what one of them takes, the field takes.
  const texts = (options ?? []).flatMap((one) => stringFields(one, path));
  return texts.length === 0 ? [] : [{ path, schema }];
}

/** What the discriminator of an alternative says: one word, or several of a list. */
function variant(schema: z.core.$ZodType, discriminator: string): string {
  const { values, entries } = definition(definition(schema).shape![discriminator]!);
  return (values ?? Object.values(entries ?? {})).join("|");
}

function definition(schema: z.core.$ZodType): Definition {
  return schema._zod.def;
}
