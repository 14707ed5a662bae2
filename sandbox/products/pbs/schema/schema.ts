/** A value as the product keeps it. */
export type Scalar = string | number | boolean;

/** A property's value: one scalar, or the items of a repeatable option. */
export type Value = Scalar | readonly Scalar[];

/** Named values: a command's parameters, or a section of a configuration file. */
export type Values = Readonly<Record<string, Value>>;

/** The type of one scalar: what it is called in usage texts and how text becomes a value. */
export interface ScalarSchema {
  readonly kind: "boolean" | "integer" | "string";
  readonly description: string;
  /** Shown in usage texts, e.g. `<integer> (1 - N)`. */
  readonly typeText: string;
  readonly default?: Scalar;
  /** Converts and checks; throws an error with the product's text. */
  parse(text: string): Scalar;
}

/** An option that may be given more than once. */
export interface ListSchema {
  readonly kind: "list";
  readonly description: string;
  readonly items: ScalarSchema;
}

export type Schema = ScalarSchema | ListSchema;

/** One parameter of a command. */
export interface Property {
  readonly schema: Schema;
  readonly required?: boolean;
}

/** A command's parameters by name. */
export type Properties = Readonly<Record<string, Property>>;

/** The schema of one item, for a list as for a scalar. */
export function itemSchema(schema: Schema): ScalarSchema {
  return schema.kind === "list" ? schema.items : schema;
}

/** A repeatable option of `items`. */
export function list(description: string, items: ScalarSchema): ListSchema {
  return { kind: "list", description, items };
}
