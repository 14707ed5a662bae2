import { byCodeUnit, groupedBy } from "./grouping";

/** What is shown of a long list of faults or findings. */
export interface Excerpt<Entry> {
  /** In the order of the list. */
  readonly shown: readonly Entry[];
  /** How many others there are of each kind, most first. */
  readonly rest: readonly { readonly kind: string; readonly count: number }[];
}

/** Faults and findings that are shown of a list at most: nobody reads more at once. */
export const mostShown = 100;

/**
 * So many entries of a list, of each kind in turn, so that thousands of one kind hide none of another. Of one kind is
 * what differs by name alone: `backup:guests.dc01.address` and `backup:guests.dc02.address`.
 */
export function excerptOf<Entry extends { readonly path: string }>(
  entries: readonly Entry[],
  most = mostShown,
): Excerpt<Entry> {
  if (entries.length <= most) return { shown: entries, rest: [] };
  const kinds = [...groupedBy(entries, ({ path }) => kindOf(path))];
  const chosen = new Set<Entry>();
  for (let turn = 0; chosen.size < most; turn += 1) {
    for (const [, own] of kinds) {
      const entry = own[turn];
      if (entry !== undefined && chosen.size < most) chosen.add(entry);
    }
  }
  const rest = kinds.map(([kind, own]) => ({
    kind,
    count: own.filter((entry) => !chosen.has(entry)).length,
  }));
  return {
    shown: entries.filter((entry) => chosen.has(entry)),
    rest: rest
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || byCodeUnit(a.kind, b.kind)),
  };
}

/** `and 1900 more: 1850 at backup:guests.*.address, 50 at backup:guests.*.node`; `undefined` if that is all. */
export function describeRest({ rest }: Pick<Excerpt<unknown>, "rest">): string | undefined {
  if (rest.length === 0) return undefined;
  const total = rest.reduce((sum, { count }) => sum + count, 0);
  const named = rest.slice(0, mostKinds).map(({ kind, count }) => `${count} at ${kind}`);
  const others = rest.slice(mostKinds).reduce((sum, { count }) => sum + count, 0);
  return `and ${total} more: ${[...named, ...(others > 0 ? [`${others} elsewhere`] : [])].join(", ")}`;
}

/** Kinds that are named with their counts at most. */
const mostKinds = 10;

/** The path without the name of what it leads to. */
export function kindOf(path: string): string {
  const [section = "", name, ...rest] = path.split(".");
  return name === undefined ? section : [section, "*", ...rest].join(".");
}
