import { type Renderers, type Row } from "../command-line/output";
import { type ConfigFile, findSection } from "../config/config-file";
import { type Section } from "../config/section-config";
import { parameterError } from "../schema/parameter-error";
import {
  type Properties,
  type Property,
  type ScalarSchema,
  type Value,
  type Values,
} from "../schema/schema";

/** One property of an object, as the product's configuration type declares it. */
export interface ObjectProperty extends Property {
  /** Set at creation only; `update` does not know it. */
  readonly fixed?: boolean;
  /** May be named in `update --delete`. */
  readonly deletable?: boolean;
  /** Kept, but never shown. */
  readonly hidden?: boolean;
  /** What is shown of the value kept, where that is not all of it. */
  readonly shown?: (value: Value) => Value;
  /** A parameter that is not kept in the section. */
  readonly transient?: boolean;
  /** The form in which a value is kept; undefined keeps nothing. */
  readonly stored?: (value: Value) => Value | undefined;
  /** What `update` keeps, where it differs from `create`; `current` is the value so far. */
  readonly updated?: (value: Value, current: Value | undefined) => Value | undefined;
}

export type ObjectProperties = Readonly<Record<string, ObjectProperty>>;

/**
 * One kind of object of the command line. Everything the generic commands need is here, so that a
 * new object is one such table and one entry in the command tree.
 */
export interface ObjectType {
  readonly file: ConfigFile;
  /** The section type in that file. */
  readonly section: string;
  /** The parameter that names the object. */
  readonly idName: string;
  readonly idSchema: ScalarSchema;
  /** What a message calls the object. */
  readonly noun: string;
  readonly properties: ObjectProperties;
  /** Columns of the text form of `list`. */
  readonly columns: readonly string[];
  /** How cells of that form are written. */
  readonly renderers?: Renderers;
  /** Name of the job's state file, for objects that are run on a schedule. */
  readonly jobState?: string;
  /** The refusal of a second object of one name. */
  duplicate(id: string): Error;
  /** The refusal to remove what does not exist; several objects look it up first. */
  missing(id: string): Error;
  /** The refusal to show or update what does not exist. Default: `no such TYPE 'X'`. */
  unknown?(id: string): Error;
  /** What `create` tells on standard error. Default: nothing. */
  created?(id: string): string;
  /** What rows show besides the properties. */
  derived?(section: Section): Row;
  /** Further refusals; `given` are the command's parameters, `values` what would be kept. */
  checkCreate?(values: Values): void;
  checkUpdate?(values: Values, given: Values): void;
  checkRemove?(id: string): void;
  /** A further step before anything is kept, such as reaching a server; it holds the file's lock. */
  probe?(values: Values): Promise<void>;
}

/** `'id': job 'X' already exists.`: the refusal that names the parameter. */
export function duplicateParameter(name: string, noun: string): (id: string) => Error {
  return (id) => parameterError(name, `${noun} '${id}' already exists.`);
}

/** `job 'X' does not exist.` */
export function doesNotExist(noun: string): (id: string) => Error {
  return (id) => new Error(`${noun} '${id}' does not exist.`);
}

/** `no such TYPE 'X'`: the refusal of a look-up in a section file. */
export function noSuch(section: string): (id: string) => Error {
  return (id) => new Error(`no such ${section} '${id}'`);
}

/** An option of the product that the stand-in has no use for: it is in the usage text and refused by name. */
export function notPlayed(schema: ScalarSchema): ObjectProperty {
  const refused: ScalarSchema = {
    ...schema,
    parse() {
      throw new Error("this stand-in does not play this option");
    },
  };
  return { schema: refused, transient: true };
}

/** The object's section. @throws Error if there is none. */
export function lookUp(type: ObjectType, sections: readonly Section[], id: string): Section {
  const section = findSection(sections, type.section, id);
  if (section === undefined) throw (type.unknown ?? noSuch(type.section))(id);
  return section;
}

/** The properties that a file's section of this type may have. */
export function keptProperties(properties: ObjectProperties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, { transient }]) => !transient));
}

/** A comment as `update` keeps it: trimmed, and gone when empty. */
export function trimmedComment(value: Value): Value | undefined {
  const text = String(value).trim();
  return text === "" ? undefined : text;
}
