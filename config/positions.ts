import { type Document, type LineCounter, type Node, type Pair, isNode, visit } from "yaml";
import { declaredPath, keysTo } from "./yaml-path";

/** Where the path of a fault stands in the file: `Pulumi.lab.yaml:12:5`. */
export type Locate = (path: string) => string | undefined;

/** A fault or finding with its place in the file, where it has one. */
export function located<Found extends { readonly path: string }>(
  found: Found,
  locate: Locate,
): Found & { readonly at?: string } {
  const at = locate(found.path);
  return at === undefined ? found : { ...found, at };
}

/**
 * Finds paths of a document in its text. What is missing stands where the nearest thing above it begins; nothing is
 * found of what has nothing above it.
 */
export function locator(document: Document, lines: LineCounter, name: string): Locate {
  let known: ReadonlyMap<string, number> | undefined;
  return (path) => {
    known ??= offsets(document);
    for (let at = path; at !== ""; at = parentOf(at)) {
      const offset = known.get(at);
      if (offset !== undefined) return written(lines.linePos(offset), name);
    }
    return undefined;
  };
}

function written({ line, col }: { readonly line: number; readonly col: number }, name: string) {
  return `${name}:${line}:${col}`;
}

/** `guests.dc01["a.b"]` and `paths[0]` without the last of their steps; empty if it was the only one. */
function parentOf(path: string): string {
  return path.replace(/(?:\["(?:[^"\\]|\\.)*"\]|\[\d+\]|\.[^.[]+|^[^.[]+)$/, "").replace(path, "");
}

/** Where the key of each value begins, and each value of a list. */
function offsets(document: Document): Map<string, number> {
  const found = new Map<string, number>();
  const note = (node: unknown, lineage: readonly (Document | Node | Pair)[]) => {
    const path = declaredPath(keysTo(lineage));
    if (isNode(node) && node.range && !found.has(path)) found.set(path, node.range[0]);
  };
  visit(document, {
    Pair: (_, pair, ancestors) => note(pair.key, [...ancestors, pair]),
    Value: (_, value, ancestors) => note(value, [...ancestors, value]),
  });
  return found;
}
