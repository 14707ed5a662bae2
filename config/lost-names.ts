import { type Fault } from "../model/fault";
import { formatPath } from "./format-path";

/**
 * The name of every object's prototype: whoever writes an entry of that name sets the prototype and has no entry, and
 * zod passes it over.
 */
export const lostName = "__proto__";

/**
 * Entries that would be lost because of their name, at any depth.
 *
 * @param prefix - what the paths begin with: `backup:`
 */
export function lostNames(given: object, prefix: string): Fault[] {
  const faults: Fault[] = [];
  // No recursion: what was read may be nested deeper than the stack is.
  const left: (readonly [node: object, path: readonly (string | number)[]])[] = [[given, []]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [node, path] = next;
    if (Object.hasOwn(node, lostName)) faults.push(lost(prefix + formatPath([...path, lostName])));
    const isList = Array.isArray(node);
    for (const [key, value] of Object.entries(node) as [string, unknown][])
      if (typeof value === "object" && value !== null)
        left.push([value, [...path, isList ? Number(key) : key]]);
  }
  return faults;
}

function lost(path: string): Fault {
  return {
    path,
    message: "has a name under which JavaScript keeps nothing: the entry would be lost",
    got: JSON.stringify(lostName),
    allowed: `any other name that fits there, constructor among them`,
    fix: "rename it",
  };
}
