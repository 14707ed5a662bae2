import { type Document, isNode, isScalar, type Node, visit } from "yaml";
import { type Fault } from "../model/fault";
import { declaredPath, keysTo, type Lineage } from "./yaml-path";

/**
 * Forms of YAML that no declaration needs and of which something would be lost or read otherwise: Pulumi passes tags
 * over, refuses lists as keys, and writes a key such as 010 or null in another form.
 *
 * @param place - of what begins at an offset of the text
 */
export function unusualForms(document: Document, place: (offset: number) => string): Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Node(_, node, ancestors) {
      if (node.tag !== undefined) faults.push(tagged(node, [...ancestors, node]));
    },
    Alias(_, alias, ancestors) {
      const target = alias.resolve(document);
      if (target === undefined || ancestors.includes(target))
        faults.push(misleading(alias.source, target !== undefined, [...ancestors, alias]));
    },
    Pair(_, { key }, ancestors) {
      const path = declaredPath(keysTo(ancestors));
      const at = isNode(key) && key.range ? { at: place(key.range[0]) } : {};
      if (isNode(key) && !isScalar(key)) faults.push({ ...keyOfParts(path), ...at });
      else if (isScalar(key) && isOtherwise(key))
        faults.push({ ...rewritten(String(key.source), path), ...at });
    },
  });
  return faults;
}

/** A key that is no text, and stands for something that is written otherwise. */
function isOtherwise({ value, source }: { readonly value: unknown; readonly source?: string }) {
  return typeof value !== "string" && source !== "<<" && String(value) !== source;
}

function tagged(node: Node, lineage: Lineage): Fault {
  return {
    path: declaredPath(keysTo(lineage)),
    message: "has a tag, which says that it is something else than what stands there",
    got: String(node.tag),
    allowed: "values without tags",
    fix: "take the tag out; what shall be text goes in quotes",
  };
}

function misleading(anchor: string, isEndless: boolean, lineage: Lineage): Fault {
  return {
    path: declaredPath(keysTo(lineage)),
    message: isEndless
      ? "is an alias within what it stands for, and would never end"
      : "is an alias of something that is not named before it",
    got: `*${anchor}`,
    allowed: "an alias of what an anchor names somewhere before it",
    fix: "write the value out",
  };
}

function keyOfParts(path: string): Fault {
  return {
    path,
    message: "has a key that is a list or a map",
    allowed: "names as keys",
    fix: "write the name without brackets, braces or a question mark before it",
  };
}

function rewritten(source: string, path: string): Fault {
  return {
    path,
    message: "has a key that is no text, and becomes another one when it is read",
    got: source,
    allowed: "names as keys, in quotes where they look like a number, a date or null",
    fix: `put it in quotes: "${source}"`,
  };
}
