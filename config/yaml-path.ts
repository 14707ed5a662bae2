import { type Document, isPair, isScalar, isSeq, type Node, type Pair } from "yaml";
import { formatPath } from "./format-path";

/** A node and what it is in, the document first. */
export type Lineage = readonly (Document | Node | Pair)[];

/** The keys and numbers that lead to the last of a lineage. */
export function keysTo(lineage: Lineage): (string | number)[] {
  return lineage.flatMap((node, index): (string | number)[] => {
    if (isPair(node)) return isScalar(node.key) ? [String(node.key.value)] : [];
    return isSeq(node) && index + 1 < lineage.length
      ? [node.items.indexOf(lineage[index + 1])]
      : [];
  });
}

/** Whether keys lead to a setting, or into one. */
export function isDeclared(keys: readonly (string | number)[]): boolean {
  return keys[0] === "config" && keys.length > 1;
}

/** Keys as the path of a fault, without the `config:` that every declaration has before it. */
export function declaredPath(keys: readonly (string | number)[]): string {
  const [section = "", ...path] = isDeclared(keys) ? keys.slice(1) : keys;
  const rest = formatPath(path);
  return `${section}${rest === "" || rest.startsWith("[") ? "" : "."}${rest}`;
}
