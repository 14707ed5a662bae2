import { type DiffRules, sameValue } from "./property-diff";
import { isObject } from "./property-values";
import type { Properties } from "./resource-type";

function settle(
  declared: unknown,
  known: unknown,
  found: unknown,
  pattern: string,
  rules: DiffRules,
): unknown {
  if (sameValue(known, found, pattern, rules)) return declared;
  if (isObject(found) && isObject(declared))
    return settleObject(declared, isObject(known) ? known : {}, found, pattern, rules);
  if (Array.isArray(found) && Array.isArray(declared) && found.length === declared.length)
    return found.map((entry, index) =>
      settle(
        declared[index],
        Array.isArray(known) ? known[index] : undefined,
        entry,
        pattern,
        rules,
      ),
    );
  return found;
}

function settleObject(
  declared: Properties,
  known: Properties,
  found: Properties,
  pattern: string,
  rules: DiffRules,
): Properties {
  const names = [...new Set([...Object.keys(declared), ...Object.keys(found)])];
  const settled = names.map((name) => {
    const path = pattern ? `${pattern}.${name}` : name;
    return [name, settle(declared[name], known[name], found[name], path, rules)] as const;
  });
  return Object.fromEntries(settled.filter(([, value]) => value !== undefined));
}

/**
 * The inputs that belong in the state after a refresh. What the server still has as it was last seen keeps the form
 * in which the program declared it, left out or written otherwise as it may be; only what changed there is taken
 * from the reading. So a server's defaults and spellings are not mistaken for drift.
 *
 * @param declared - inputs of the state
 * @param known - outputs of the state
 * @param found - inputs the reading found
 */
export function settleInputs(
  declared: Properties,
  known: Properties,
  found: Properties,
  rules: DiffRules = {},
): Properties {
  return settleObject(declared, known, found, "", rules);
}
