import { type Fault } from "../model/fault";
import { products } from "./schema/estate";

/**
 * A stack with one of a product writes its section without a name, `backup:pbs: { host: pbs01, … }`: the short form
 * of `backup:pbs: { pbs: { host: pbs01, … } }`. Each with the name that the only one has then, which is its name in the
 * stack as well: whoever adds another one keeps it. It is the same whatever is declared of it, so that a server may move.
 */
const soleNames: Readonly<Record<keyof typeof products, string>> = {
  pbs: "pbs",
  pve: "cluster",
  vault: "vault",
  offsiteExport: "offsite-export",
  postgres: "postgres",
  veeam: "veeam",
  iperius: "iperius",
};

type Tree = Readonly<Record<string, unknown>>;

/** The name of the only one of a product, by the section that is written in the short form. */
export type ShortSections = ReadonlyMap<string, string>;

/** Sections in the long form, and which of them were written in the short one. */
export interface Expanded {
  readonly given: Record<string, unknown>;
  readonly short: ShortSections;
}

/** Brings every section of a product into its long form; whatever else is wrong with it stays as it is. */
export function expanded(given: Record<string, unknown>): Expanded {
  const short = new Map<string, string>();
  const sections = Object.entries(given).map(([section, declared]) => {
    if (!isTree(declared) || !isProduct(section) || !isShort(section, declared))
      return [section, declared] as const;
    const name = soleNames[section];
    short.set(section, name);
    return [section, { [name]: declared }] as const;
  });
  return { given: Object.fromEntries(sections), short };
}

/** Whether a section has keys of the product where the long form has names. */
function isShort(section: keyof typeof products, declared: Tree): boolean {
  return Object.keys(declared).some((key) => isKeyOf(section, key));
}

/** Whether a product of that section has such a key. */
function isKeyOf(section: keyof typeof products, key: string): boolean {
  return Object.hasOwn(products[section].valueType.shape, key);
}

function isProduct(section: string): section is keyof typeof products {
  return Object.hasOwn(products, section);
}

/** The path of the long form, of one that may be of the short form. */
export function longPath(path: readonly PropertyKey[]): readonly PropertyKey[] {
  const [section, key, ...rest] = path;
  return typeof section === "string" && isProduct(section) && isKeyOf(section, String(key))
    ? [section, "server", String(key), ...rest]
    : path;
}

/**
 * A text in which paths of the long form are those of the file.
 *
 * @param above - what paths begin with. Default: `backup:`
 */
export function inShortForm(text: string, short: ShortSections, above = "backup:"): string {
  return [...short].reduce(
    (said, [section, name]) =>
      said.replaceAll(new RegExp(`(${above}${section})\\.${name}(?![\\w-])`, "g"), "$1"),
    text,
  );
}

/** A fault, or a finding, whose paths are those of the file. */
export function shortened<Said extends Fault>(said: Said, short: ShortSections): Said {
  const texts = Object.entries(said).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === "string" && key !== "got" ? inShortForm(value, short) : value,
  ]);
  return Object.fromEntries(texts) as Said;
}

/** Whether it is a map of names and values. */
export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
