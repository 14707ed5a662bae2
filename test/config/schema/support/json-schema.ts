/** A schema for editors, as far as it is looked at. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
}

/** What is said of one place of a stack's file. */
export interface Told {
  /** `config.backup:site.domain`; `*` is any entry of a map or a list, `{}` its name. */
  readonly path: string;
  /** A key, an entry with a name of the file's own, or a part of what stands there. */
  readonly is: "key" | "entry" | "part";
  readonly schema: JsonSchema;
  readonly description?: string;
  /** What is said of the place itself, where this is one of the forms that it may have. */
  readonly above?: string;
  readonly required: boolean;
}

/** Everything that a schema says something of, or should. */
export function told(schema: JsonSchema, path = ""): Told[] {
  const { properties = {}, required = [], additionalProperties, propertyNames, items } = schema;
  const at = (part: string) => (path === "" ? part : `${path}.${part}`);
  const of = (one: JsonSchema, part: string, is: Told["is"], isRequired: boolean) => [
    { ...one, path: at(part), is, schema: one, required: isRequired },
    ...told(one, at(part)),
  ];
  const entry = typeof additionalProperties === "object" ? additionalProperties : undefined;
  const isMap = entry !== undefined && Object.keys(properties).length === 0;
  return [
    ...Object.entries(properties).flatMap(([key, one]) =>
      of(one, key, "key", required.includes(key)),
    ),
    ...(isMap ? of(entry, "*", "entry", true) : []),
    ...(propertyNames?.type === undefined ? [] : of(propertyNames, "{}", "part", true)),
    ...(items ? of(items, "*", "part", true) : []),
    ...[...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap((one) => [
      { ...one, path, is: "part" as const, schema: one, above: schema.description, required: true },
      ...told(one, path),
    ]),
  ];
}
