/** A value in a declaration, or the name of one. */
export interface DeclaredPlace {
  /** The keys that lead to it; of a name, it is the last. */
  readonly keys: readonly (string | number)[];
  readonly isName: boolean;
}

type Tree = Record<string | number, unknown>;

/** Sections whose entries are of several kinds, by the key that says which. */
const kindKeys = ["type", "platform", "engine"];

/** Every place of a declaration that a pattern such as `pbs.users.*.email` means (`leaves.ts`). */
export function placesOf(declaration: unknown, pattern: string): DeclaredPlace[] {
  const parts = pattern.split(".");
  const isName = parts.at(-1) === "{}";
  const leads = parts.reduce<(readonly (string | number)[])[]>(
    (paths, part) =>
      paths.flatMap((keys) => steps(at(declaration, keys), part).map((key) => [...keys, key])),
    [[]],
  );
  return leads
    .filter((keys) => at(declaration, keys) !== undefined)
    .map((keys) => ({ keys, isName }));
}

/** The text at a place. */
export function textAt(declaration: unknown, { keys, isName }: DeclaredPlace): string {
  return String(isName ? keys.at(-1) : at(declaration, keys));
}

/** Puts a text at a place of a declaration, which changes. */
export function putText(declaration: unknown, { keys, isName }: DeclaredPlace, text: string): void {
  const holder = at(declaration, keys.slice(0, -1)) as Tree;
  const key = keys.at(-1)!;
  if (!isName) return void (holder[key] = text);
  const value = holder[key];
  delete holder[key];
  holder[text] = value;
}

function at(root: unknown, keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>((node, key) => (node as Tree | undefined)?.[key], root);
}

function steps(node: unknown, part: string): (string | number)[] {
  const { key, kinds } = /^(?<key>[^[]+)(?:\[(?<kinds>.*)\])?$/.exec(part)!.groups as {
    key: string;
    kinds?: string;
  };
  if (typeof node !== "object" || node === null) return [];
  if (key !== "*" && key !== "{}") return [key];
  const entries = [...(Array.isArray(node) ? node.entries() : Object.entries(node))];
  return entries.filter(([, value]) => fits(value, kinds)).map(([name]) => name);
}

function fits(value: unknown, kinds: string | undefined): boolean {
  return (
    kinds === undefined ||
    kindKeys.some((key) => kinds.split("|").includes(String((value as Tree)[key])))
  );
}
