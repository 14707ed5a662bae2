import { type z } from "zod";
import { type EngineKey } from "../model/engine-key";
import { type Fault } from "../model/fault";
import { mapRecord, optionalEntry } from "../model/record";
import { type SoundSections } from "./references";
import { secretsSchema } from "./schema/secrets";
import { isTree, type ShortSections } from "./short-form";

/** Sections of secrets with an entry for each of a product, by the section of the product. */
const sectionsOf = {
  pbs: "pbs",
  pveApiToken: "pve",
  veeamEncryptionPassword: "veeam",
  veeam: "veeam",
  aws: "vault",
} as const satisfies Partial<Record<keyof z.infer<typeof secretsSchema>, keyof SoundSections>>;

type Section = keyof typeof sectionsOf;

const sections = Object.keys(sectionsOf) as Section[];

/** What stands for the name of the only one of a product whose section is at fault itself. */
const unknownName = "server";

/** Secrets in their long form, and which sections of them are in the short one. */
export interface ExpandedSecrets {
  readonly given: unknown;
  readonly short: ShortSections;
}

/**
 * Brings secrets into their long form, `pveApiToken: { cluster: … }`: a stack with one of a product may write them
 * without its name, `pveApiToken: …`. Those of products that the stack does not have are not looked at.
 */
export function expandedSecrets(declared: SoundSections, given: unknown): ExpandedSecrets {
  if (!isTree(given)) return { given, short: new Map() };
  const short = new Map<string, string>(
    sections.flatMap((section) => {
      const value = optionalEntry(given, section);
      const name = soleOf(declared, section);
      return name !== undefined && (value === undefined || isShort(section, value))
        ? [[section, name] as const]
        : [];
    }),
  );
  const long = Object.entries(given)
    .filter(([section]) => namesOf(declared, section)?.length !== 0)
    .map(([section, value]) => {
      const name = short.get(section);
      return [section, name === undefined ? value : { [name]: value }] as const;
    });
  return { given: withEveryServer(declared, Object.fromEntries(long)), short };
}

/**
 * Secrets that would reach nobody, or nobody knows whom: of a server that is not declared, and of one of several without
 * its name.
 */
export function lostSecrets(declared: SoundSections, given: unknown): Fault[] {
  if (!isTree(given)) return [];
  return sections.flatMap((section) => {
    const names = namesOf(declared, section);
    const value = optionalEntry(given, section);
    if (names === undefined || names.length === 0 || value === undefined) return [];
    const allowed = [...names].sort().join(", ");
    const path = `backup:secrets.${section}`;
    if (isShort(section, value) && !isEmpty(value))
      return names.length === 1 ? [] : [nameless(path, names.length, allowed)];
    const strays = isTree(value) ? Object.keys(value).filter((name) => !names.includes(name)) : [];
    return strays.map((name) => ({
      path: `${path}.${name}`,
      message: `is for ${name}, which is not declared in backup:${sectionsOf[section]}: nobody would use it`,
      allowed,
      fix: "set it for one of these, then take this one out with pulumi config rm --path",
    }));
  });
}

function nameless(path: string, count: number, allowed: string): Fault {
  return {
    path,
    message: `does not say which of ${count} it is for`,
    allowed: `one below it for each of ${allowed}`,
    fix:
      "keep the value, take it out with pulumi config rm --path, and set it again below the name that it belongs to; " +
      "do not have a key made anew: what is encrypted under it would be lost",
  };
}

const isEmpty = (value: unknown) => isTree(value) && Object.keys(value).length === 0;

/** The path of a secret as a stack has it that leaves the names of only products out. */
export function shortSecretPath(short: ShortSections, path: EngineKey["path"]): EngineKey["path"] {
  const [section, name] = path;
  return name !== undefined && name === short.get(section) ? [section] : path;
}

/** Whether a section has what belongs to one product where the long form has names. */
function isShort(section: Section, value: unknown): boolean {
  if (!isTree(value)) return true;
  const keys = Object.keys(value);
  const entry: z.ZodType = secretsSchema.shape[section].unwrap().valueType;
  const known = "shape" in entry ? (entry.shape as object) : {};
  return keys.length === 0 || keys.some((key) => Object.hasOwn(known, key));
}

/** The names of a product; undefined of what is none, or of a section that is at fault. */
function namesOf(declared: SoundSections, section: string): string[] | undefined {
  if (!Object.hasOwn(sectionsOf, section)) return undefined;
  const products = declared[sectionsOf[section as Section]];
  return products && Object.keys(products);
}

function soleOf(declared: SoundSections, section: Section): string | undefined {
  const names = namesOf(declared, section);
  if (names === undefined) return unknownName;
  return names.length === 1 ? names[0] : undefined;
}

/** A backup server may have no secret at all. */
function withEveryServer(
  { pbs = {} }: SoundSections,
  secrets: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const known = secrets["pbs"] ?? {};
  if (!isTree(known)) return { ...secrets };
  const servers = mapRecord(pbs, (_, name) => optionalEntry(known, name) ?? {});
  return { ...secrets, pbs: { ...known, ...servers } };
}
