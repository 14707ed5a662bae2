/** A JSON Schema with what is said of its values, as far as the reference tells it. */
export interface ToldSchema {
  readonly type?: string;
  readonly description?: string;
  readonly allowed?: string;
  readonly unit?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, ToldSchema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: ToldSchema;
  readonly additionalProperties?: ToldSchema | boolean;
  readonly items?: ToldSchema;
  readonly oneOf?: readonly ToldSchema[];
  readonly anyOf?: readonly ToldSchema[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** What every entry of a map is; nothing where it is no map. */
export function entryOf({ additionalProperties, properties = {} }: ToldSchema) {
  const isMap =
    typeof additionalProperties === "object" && Object.keys(additionalProperties).length > 0;
  return isMap && Object.keys(properties).length === 0 ? additionalProperties : undefined;
}

/** The forms that an object may have. */
export function formsOf({ oneOf = [], anyOf = [] }: ToldSchema): readonly ToldSchema[] {
  return [...oneOf, ...anyOf].filter(({ type }) => type === "object");
}
