import {
  type ScalarSchema,
  itemSchema,
  type Scalar,
  type Schema,
  type Values,
} from "../schema/schema";
import { reasonOf } from "../schema/parameter-error";

/** One section: `type: id` and its properties. */
export interface Section {
  readonly type: string;
  readonly id: string;
  readonly values: Values;
}

/** What a section of one type holds. */
export interface SectionSchema {
  readonly id: ScalarSchema;
  readonly properties: Readonly<
    Record<string, { readonly schema: Schema; readonly required?: boolean }>
  >;
}

/** The section types of one file, by name. */
export type SectionSchemas = Readonly<Record<string, SectionSchema>>;

/**
 * Reads the product's section format: a `type: id` line, then indented `key value` lines, a blank
 * line between sections; a repeated key is a list. Everything is checked.
 *
 * @param name the file's path as messages show it.
 * @throws Error naming file and line.
 */
export function parseSections(name: string, raw: string, schemas: SectionSchemas): Section[] {
  const sections: Section[] = [];
  let open: OpenSection | undefined;
  const lines = raw.split("\n");
  const finish = () => {
    if (open !== undefined) sections.push(finished(open));
    open = undefined;
  };
  lines.forEach((line, index) => {
    try {
      if (line.trim() === "") finish();
      else if (open === undefined) open = parseHeader(line, schemas);
      else addProperty(open, line);
      if (index === lines.length - 1) finish();
    } catch (error) {
      throw new Error(`parsing '${name}' failed: line ${index + 1} - ${reasonOf(error)}`);
    }
  });
  return sections;
}

/**
 * Writes sections, each one's properties in alphabetical order; the reverse of {@link parseSections}.
 *
 * @throws Error if a section does not fit its schema or would break the format.
 */
export function formatSections(
  name: string,
  sections: readonly Section[],
  schemas: SectionSchemas,
): string {
  try {
    return sections.map((section) => formatSection(section, schemas)).join("\n");
  } catch (error) {
    throw new Error(`writing '${name}' failed: ${reasonOf(error)}`);
  }
}

interface OpenSection {
  readonly type: string;
  readonly id: string;
  readonly schema: SectionSchema;
  readonly values: Record<string, Scalar | Scalar[]>;
}

function parseHeader(line: string, schemas: SectionSchemas): OpenSection {
  const match = /^(?<type>\p{L}[^:]*):(?<id>.*)$/su.exec(line);
  if (match === null) throw new Error("syntax error (expected header)");
  const type = match.groups?.["type"]?.trim() ?? "";
  const id = match.groups?.["id"]?.trim() ?? "";
  const schema = schemas[type];
  if (schema === undefined) throw new Error(`unknown section type '${type}'`);
  checkId(schema, id);
  return { type, id, schema, values: {} };
}

function addProperty({ schema, values }: OpenSection, line: string): void {
  const match = /^\s+(?<key>\S+)\s(?<value>.*)$/s.exec(line);
  if (match === null) throw new Error("syntax error (expected section properties)");
  const { key = "", value: text = "" } = match.groups ?? {};
  const property = Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
  if (property === undefined) throw new Error(`unknown property '${key}'`);
  const value = checked(key, () => itemSchema(property.schema).parse(text.trim()));
  const present = values[key];
  if (property.schema.kind === "list") values[key] = [...asItems(present), value];
  else if (present === undefined) values[key] = value;
  else throw new Error(`duplicate property '${key}'`);
}

function asItems(present: Scalar | Scalar[] | undefined): Scalar[] {
  return Array.isArray(present) ? present : [];
}

function finished({ type, id, schema, values }: OpenSection): Section {
  for (const [name, { required }] of Object.entries(schema.properties)) {
    if (required === true && !Object.hasOwn(values, name)) {
      throw new Error(`property '${name}' is missing and it is not optional.`);
    }
  }
  return { type, id, values };
}

function formatSection({ type, id, values }: Section, schemas: SectionSchemas): string {
  const schema = schemas[type];
  if (schema === undefined) throw new Error(`unknown section type '${type}'`);
  checkId(schema, id);
  const lines = Object.keys(values)
    .sort()
    .flatMap((key) =>
      [values[key] ?? []].flat().map((value) => formatLine(id, schema, key, value)),
    );
  return `${type}: ${id}\n${lines.join("")}`;
}

function formatLine(id: string, schema: SectionSchema, key: string, value: Scalar): string {
  const property = schema.properties[key];
  const text = String(value);
  if (/\p{Cc}/u.test(text)) {
    throw new Error(`detected unexpected control character in section '${id}' key '${key}'`);
  }
  try {
    if (property === undefined) throw new Error("schema does not allow additional properties.");
    checked(key, () => itemSchema(property.schema).parse(text));
  } catch (error) {
    throw new Error(`verify section '${id}' failed - ${reasonOf(error)}`);
  }
  return `\t${key} ${text}\n`;
}

function checkId(schema: SectionSchema, id: string): void {
  try {
    schema.id.parse(id);
  } catch (error) {
    throw new Error(`syntax error in section identifier: ${reasonOf(error)}`);
  }
}

function checked<T>(key: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new Error(`property '${key}': ${reasonOf(error)}`);
  }
}
