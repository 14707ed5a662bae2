import { byCodeUnit } from "../../model/grouping";

/** Names that are shown before the rest is only counted: nobody reads more of one row. */
const shown = 40;

/** Names in the order in which they are given. */
export function manyNames(names: readonly string[]): string {
  const rest = names.length - shown;
  return rest <= 1 ? names.join(", ") : `${names.slice(0, shown).join(", ")} and ${rest} more`;
}

/** The same in alphabetical order. */
export function sortedNames(names: readonly string[]): string {
  return manyNames([...names].sort(byCodeUnit));
}
