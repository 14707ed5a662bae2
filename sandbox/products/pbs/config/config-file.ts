import { createHash } from "node:crypto";
import * as path from "node:path";

import { readOptional, secretMode, writeAtomically } from "./atomic-write";
import { configDirectory, underRoot } from "./root";
import { formatSections, parseSections, type Section, type SectionSchemas } from "./section-config";

/** One of the product's section files. */
export interface ConfigFile {
  /** File name in the configuration directory. */
  readonly name: string;
  /** Lock file's name in the same directory. */
  readonly lock: string;
  readonly sections: SectionSchemas;
  /** A second file for root alone, with the secret properties of some section types. */
  readonly secrets?: Pick<ConfigFile, "name" | "sections">;
  /** Permissions of the file. Default: `backup` may read it. */
  readonly mode?: number;
  /** Sections the product adds when the file has none of that id. */
  readonly builtIn?: readonly Section[];
}

/** A file's sections and the digest of its text at that moment. */
export interface ConfigContent {
  readonly sections: readonly Section[];
  /** SHA-256 over the file's bytes, hexadecimal; that of nothing if there is no file. */
  readonly digest: string;
}

/** Reads and checks a section file. */
export function readConfig(file: ConfigFile): ConfigContent {
  const raw = readOptional(locate(file.name));
  const found = withSecrets(file, parseSections(productPath(file.name), raw, file.sections));
  const missing = (file.builtIn ?? []).filter(({ id }) => !found.some((other) => other.id === id));
  return { sections: [...found, ...missing], digest: digestOf(raw) };
}

/** Replaces a section file. The caller holds the file's lock. */
export function writeConfig(file: ConfigFile, sections: readonly Section[]): void {
  const { name, mode, secrets } = file;
  const write = (to: Pick<ConfigFile, "name" | "sections">, kept: readonly Section[], at = mode) =>
    writeAtomically(locate(to.name), formatSections(productPath(to.name), kept, to.sections), at);
  if (secrets === undefined) return write({ name, sections: file.sections }, sections);
  const secret = (type: string, property: string) =>
    Object.hasOwn(secrets.sections[type]?.properties ?? {}, property);
  write(
    secrets,
    sections
      .filter(({ type }) => Object.hasOwn(secrets.sections, type))
      .map((section) => withValues(section, (property) => secret(section.type, property))),
    secretMode,
  );
  write(
    file,
    sections.map((section) => withValues(section, (property) => !secret(section.type, property))),
  );
}

function withValues(section: Section, keep: (property: string) => boolean): Section {
  const values = Object.entries(section.values).filter(([property]) => keep(property));
  return { ...section, values: Object.fromEntries(values) };
}

function withSecrets({ secrets }: ConfigFile, sections: readonly Section[]): readonly Section[] {
  if (secrets === undefined) return sections;
  const raw = readOptional(locate(secrets.name));
  const found = parseSections(productPath(secrets.name), raw, secrets.sections);
  return sections.map((section) => {
    const secret = findSection(found, section.type, section.id);
    return secret === undefined
      ? section
      : { ...section, values: { ...section.values, ...secret.values } };
  });
}

/** The section of a type and id. */
export function findSection(
  sections: readonly Section[],
  type: string,
  id: string,
): Section | undefined {
  return sections.find((section) => section.type === type && section.id === id);
}

/** `sections` with one added or put in its predecessor's place. */
export function withSection(sections: readonly Section[], added: Section): Section[] {
  const known = sections.some(({ id }) => id === added.id);
  if (!known) return [...sections, added];
  return sections.map((section) => (section.id === added.id ? added : section));
}

/**
 * Refuses a change that was prepared against another state of the file.
 *
 * @param wanted the `--digest` of the command, if given.
 */
export function checkDigest(wanted: unknown, actual: string): void {
  if (wanted === undefined || wanted === actual) return;
  throw new Error("detected modified configuration - file changed by other user? Try again.");
}

/** SHA-256 of a text, hexadecimal. */
export function digestOf(raw: string): string {
  return createHash("sha256").update(raw).digest("hex");
}

function productPath(name: string): string {
  return path.join(configDirectory, name);
}

function locate(name: string): string {
  return underRoot(productPath(name));
}
