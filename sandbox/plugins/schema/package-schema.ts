/**
 * The properties of an object: name to type in the notation of `property-type.ts`. A name that ends in `?` may be
 * left out.
 */
export type ObjectSchema = Readonly<Record<string, string>>;

/** One resource type of a package. */
export interface ResourceSchema {
  readonly inputs: ObjectSchema;
  /** Names of the output properties; one that ends in `?` may be absent. */
  readonly outputs: readonly string[];
  /** Inputs the SDK declares deprecated. */
  readonly deprecated: readonly string[];
}

/** What a schema file says of one official package: only the resource types in use, and what they reach. */
export interface PackageSchema {
  /** The npm package the declarations were taken from. */
  readonly package: string;
  readonly version: string;
  /** The provider's own configuration. */
  readonly config: ObjectSchema;
  /** By type token. */
  readonly resources: Readonly<Record<string, ResourceSchema>>;
  /** Named object types. */
  readonly types: Readonly<Record<string, ObjectSchema>>;
}

/** One declared property, with the optional mark taken off its name. */
export interface DeclaredProperty {
  readonly name: string;
  readonly optional: boolean;
}

/** Reads a name with its optional mark. */
export function declaredProperty(marked: string): DeclaredProperty {
  const optional = marked.endsWith("?");
  return { name: optional ? marked.slice(0, -1) : marked, optional };
}
