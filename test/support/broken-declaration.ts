import fc from "fast-check";

type Key = string | number;

/** What may stand anywhere in a file that somebody edited by hand. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    0.5,
    1e300,
    "",
    " ",
    "nothing",
    "2026-02-30",
    "\u0000",
    "x".repeat(300),
  ),
  fc.constantFrom<unknown>([], {}, [null], [[]], { constructor: {} }, ["friday", "friday"]),
  fc.constantFrom<unknown>("99:99", "toString", "constructor", "America/Nowhere", "D:\\", 168.001),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A declaration in which one to three things were changed, whatever they were: taken out, replaced, renamed, added. */
export function broken<Declaration extends object>(
  declaration: Declaration,
): fc.Arbitrary<unknown> {
  const fault = fc.record({
    at: fc.nat(),
    kind: fc.constantFrom<keyof typeof faults>("removed", "replaced", "renamed", "added"),
    junk,
  });
  return fc.array(fault, { minLength: 1, maxLength: 3 }).map((list) => {
    const copy = structuredClone(declaration);
    for (const { at, kind, junk } of list) {
      const paths = pathsIn(copy);
      const path = paths[at % paths.length];
      if (path !== undefined) change(copy, path, kind, junk);
    }
    return copy;
  });
}

const faults = {
  removed: (parent: Parent, key: Key) => void delete parent[key],
  replaced: (parent: Parent, key: Key, value: unknown) => void (parent[key] = value),
  renamed: (parent: Parent, key: Key) => {
    parent[`${key}-renamed`] = parent[key];
    delete parent[key];
  },
  added: (parent: Parent, _: Key, value: unknown) => void (parent["added"] = value),
};

type Parent = Record<Key, unknown>;

function change(root: object, path: readonly Key[], kind: keyof typeof faults, value: unknown) {
  const parent = path.slice(0, -1).reduce<unknown>((node, key) => (node as Parent)[key], root);
  faults[kind](parent as Parent, path.at(-1)!, value);
}

/** The path of every value at any depth. */
function pathsIn(node: unknown): Key[][] {
  if (typeof node !== "object" || node === null) return [];
  const keys: Key[] = Array.isArray(node) ? [...node.keys()] : Object.keys(node);
  return keys.flatMap((key) => [
    [key],
    ...pathsIn((node as Parent)[key]).map((path) => [key, ...path]),
  ]);
}
