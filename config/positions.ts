import { type Document, type LineCounter, type Node, type Pair, isNode, visit } from "yaml";
import { formatPath } from "./format-path";
import { declaredPath, isDeclared, keysTo } from "./yaml-path";

/** Where the path of a fault stands in the file: `Pulumi.lab.yaml:12:5`. */
export type Locate = (path: string) => string | undefined;

/** A fault or finding with its place in the file, where it has one; one that has it already keeps it. */
export function located<Found extends { readonly path: string; readonly at?: string }>(
  found: Found,
  locate: Locate,
): Found & { readonly at?: string } {
  const at = found.at ?? locate(found.path);
  return at === undefined ? found : { ...found, at };
}

/**
 * Finds paths of a document in its text. What is missing stands where the nearest thing above it begins: a section
 * where `config` does, and that where the file does.
 */
export function locator(document: Document, lines: LineCounter, name: string): Locate {
  let known: Offsets | undefined;
  return (path) => {
    known ??= offsets(document);
    for (let at = path; at !== ""; at = parentOf(at)) {
      const offset = known.exact.get(at) ?? known.plain.get(at);
      if (offset !== undefined) return placeAt(offset, lines, name);
    }
    return placeAt(known.exact.get("config") ?? 0, lines, name);
  };
}

/** `Pulumi.lab.yaml:12:5`, the form that terminals and editors follow. */
export function placeAt(offset: number, lines: LineCounter, name: string): string {
  const { line, col } = lines.linePos(offset);
  return `${name}:${line}:${col}`;
}

/** `guests.dc01["a.b"]` and `paths[0]` without the last of their steps; empty if it was the only one. */
function parentOf(path: string): string {
  return path.replace(/(?:\["(?:[^"\\]|\\.)*"\]|\[\d+\]|\.[^.[]+|^[^.[]+)$/, "").replace(path, "");
}

interface Offsets {
  /** By the whole path, and by that of a declaration. */
  readonly exact: ReadonlyMap<string, number>;
  /** By paths of a declaration in which names with dots or blanks are not in quotes. */
  readonly plain: ReadonlyMap<string, number>;
}

/** Where the key of each value begins, and each value of a list. */
function offsets(document: Document): Offsets {
  const exact = new Map<string, number>();
  const plain = new Map<string, number>();
  const put = (found: Map<string, number>, path: string, offset: number) => {
    if (!found.has(path)) found.set(path, offset);
  };
  const note = (node: unknown, lineage: readonly (Document | Node | Pair)[]) => {
    const keys = keysTo(lineage);
    if (!isNode(node) || !node.range) return;
    put(exact, formatPath(keys), node.range[0]);
    if (!isDeclared(keys)) return;
    put(exact, declaredPath(keys), node.range[0]);
    put(exact, sectionPath(keys), node.range[0]);
    put(plain, plainPath(keys.slice(1)), node.range[0]);
  };
  visit(document, {
    Pair: (_, pair, ancestors) => note(pair.key, [...ancestors, pair]),
    Alias: (_, alias, ancestors) => note(alias, [...ancestors, alias]),
    Value: (_, value, ancestors) => note(value, [...ancestors, value]),
  });
  return { exact, plain };
}

/** `backup:["a:b"].c`: the same, as what knows of sections alone says it of one whose name is none. */
function sectionPath([, section = "", ...path]: readonly (string | number)[]): string {
  const [project, ...name] = String(section).split(":");
  return `${project}:${formatPath([name.join(":"), ...path])}`;
}

/** `users.a.b@pbs.grants[0]`, as what knows of names alone says it. */
function plainPath(keys: readonly (string | number)[]): string {
  return keys
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .slice(1);
}
