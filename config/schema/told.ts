import { z } from "zod";

/** What a schema says of its values for people. */
export interface Told {
  /** What a key decides, in whole sentences. */
  readonly description?: string;
  /** What a text must be. */
  readonly allowed?: string;
  /** What to do about another one. */
  readonly fix?: string;
  /** What a number counts. */
  readonly unit?: string;
}

/** What is said of schemas and of what is within their defaults and options; the first that says something says it. */
export function toldOf(schemas: readonly z.core.$ZodType[]): Told {
  return schemas
    .flatMap(withInner)
    .map((schema) => z.globalRegistry.get(schema as z.ZodType) as Told | undefined)
    .reduceRight<Told>((told, one) => ({ ...told, ...one }), {});
}

function withInner(schema: z.core.$ZodType): z.core.$ZodType[] {
  const { innerType } = schema._zod.def as { innerType?: z.core.$ZodType };
  return [schema, ...(innerType ? withInner(innerType) : [])];
}
