import { z } from "zod";
import { type Declaration, estateSchema, products } from "./estate";
import { fileKeys } from "./file-keys";
import { type Told, toldOf } from "./told";

type Section = keyof Declaration;

/**
 * The JSON Schema of a stack's file, for editors: what they offer and refuse is what a preview does. It is generated
 * into `stack-file.schema.json`, which `npm run schema` writes.
 */
export function stackFileSchema(): object {
  return written(describe);
}

/** The same for what tells it to people: what is said of a value stands apart, in `description`, `allowed` and `unit`. */
export function toldStackFileSchema(): object {
  return written(tell);
}

function written(override: Override): object {
  const sections = Object.keys(estateSchema.shape) as Section[];
  const config = Object.fromEntries(
    sections.map((section) => [`backup:${section}`, sectionSchema(section)]),
  );
  const { config: described, ...others } = fileKeys;
  const file = z.strictObject({
    // Secrets are written by Pulumi, settings of the engine and its providers by people.
    config: z
      .object({ ...config, "backup:secrets": secrets })
      .catchall(z.unknown())
      .meta({ propertyNames: { pattern: configKey([...sections, "secrets"]) } })
      .describe(described),
    ...Object.fromEntries(
      Object.entries(others).map(([key, said]) => [key, z.unknown().optional().describe(said)]),
    ),
  });
  return z.toJSONSchema(file, { io: "input", unrepresentable: "any", override });
}

const secrets = z
  .unknown()
  .optional()
  .describe(
    "Passwords, tokens and keys, each encrypted by Pulumi. Not written by hand: a preview names the command for each " +
      "that is missing. Default: none.",
  );

/** What a key of a stack's configuration may be: of this project the sections alone, of others anything. */
function configKey(sections: readonly string[]): string {
  return `^(?!backup:)[^:]+:|^backup:(${sections.join("|")})$`;
}

/** A section of products by name, or the only one of them without its name. */
function sectionSchema(section: Section): z.ZodType {
  const schema = estateSchema.shape[section];
  const product = Object.entries(products).find(([name]) => name === section)?.[1];
  if (product === undefined) return schema;
  const { description = "" } = toldOf([schema]);
  return z.union([product.valueType, schema]).default({}).describe(description);
}

type Override = (schemas: {
  readonly zodSchema: z.core.$ZodType;
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}) => void;

const tell: Override = ({ zodSchema, jsonSchema }) => {
  const { fix: _, ...told } = toldOf([zodSchema]);
  Object.assign(jsonSchema, told);
};

/** Brings what is said of a schema into the words that editors show. */
const describe: Override = ({ zodSchema, jsonSchema }) => {
  const told = toldOf([zodSchema]);
  const description = inOneText(told);
  if (description !== "") jsonSchema.description = description;
  // Nothing that an editor knows.
  delete jsonSchema["allowed"];
  delete jsonSchema["fix"];
};

/** `How long a copy is kept. Unit: days.` */
function inOneText({ description, allowed, unit }: Told): string {
  return [
    description,
    ...(unit === undefined ? [] : [`Unit: ${unit}.`]),
    ...(allowed === undefined ? [] : [`Format: ${allowed}.`]),
  ]
    .join(" ")
    .trim();
}
