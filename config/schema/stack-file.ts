import { z } from "zod";
import { type Declaration, estateSchema, products } from "./estate";

type Section = keyof Declaration;

/**
 * The JSON Schema of a stack's file, for editors: what they offer and refuse is what a preview does. It is generated
 * into `stack-file.schema.json`, which `npm run schema` writes.
 */
export function stackFileSchema(): object {
  const sections = Object.keys(estateSchema.shape) as Section[];
  const config = Object.fromEntries(
    sections.map((section) => [`backup:${section}`, sectionSchema(section)]),
  );
  const file = z.object({
    // Secrets are written by Pulumi, settings of the engine and its providers by people.
    config: z
      .object(config)
      .catchall(z.unknown())
      .meta({ propertyNames: { pattern: configKey([...sections, "secrets"]) } }),
  });
  return z.toJSONSchema(file, { io: "input", unrepresentable: "any" });
}

/** What a key of a stack's configuration may be: of this project the sections alone, of others anything. */
function configKey(sections: readonly string[]): string {
  return `^(?!backup:)|^backup:(${sections.join("|")})$`;
}

/** A section of products by name, or the only one of them without its name. */
function sectionSchema(section: Section): z.ZodType {
  const schema = estateSchema.shape[section];
  const product = Object.entries(products).find(([name]) => name === section)?.[1];
  return product === undefined ? schema : z.union([product.valueType, schema]);
}
