import { byCodeUnit } from "../grouping";

/** Names shown before the rest is only counted. */
const shown = 8;

/** Names for a sentence, sorted: the first few, and how many more there are. */
export function nameList(names: readonly string[]): string {
  const sorted = [...names].sort(byCodeUnit);
  const rest = sorted.length - shown;
  if (rest <= 1) return sorted.join(", ");
  return `${sorted.slice(0, shown).join(", ")} and ${rest} more`;
}

/** `1 item`, `31 items`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
