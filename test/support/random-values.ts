import fc from "fast-check";

/** `prefix00`, `prefix01`, … */
export const numbered = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(2, "0")}`);

/** Entries of a list by the prefix and their place in it. */
export const named = <Entry>(prefix: string, list: readonly Entry[]): Record<string, Entry> =>
  Object.fromEntries(list.map((entry, index) => [`${prefix}${index}`, entry]));

/** A record with an entry for each name. */
export const recordOf = <Entry>(
  names: readonly string[],
  entryOf: (name: string) => fc.Arbitrary<Entry>,
) => fc.record(Object.fromEntries(names.map((name) => [name, entryOf(name)])));

/** A value, or none. */
export const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** A whole number, from and to. */
export const number = (min: number, max: number) => fc.integer({ min, max });
