/** Things by their names. */
export type Named<Value> = Readonly<Record<string, Value>>;

/** A record with each value transformed, in the order of its keys: the order in the file never matters. */
export function mapRecord<Value, Result>(
  record: Readonly<Record<string, Value>>,
  transform: (value: Value, key: string) => Result,
): Record<string, Result> {
  const keys = Object.keys(record).sort();
  return Object.fromEntries(keys.map((key) => [key, transform(record[key] as Value, key)]));
}

/** The entries of a record by name: the order in the file never matters. */
export function sortedEntries<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The entry of that name, or `undefined`. What every object inherits, `constructor` and the like, is no entry. */
export function optionalEntry<Value>(
  record: Readonly<Record<string, Value>> | undefined,
  name: string,
): Value | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

/**
 * The entry of that name.
 *
 * @throws Error if there is none: references are checked when the declaration is loaded
 */
export function entry<Value>(record: Readonly<Record<string, Value>>, name: string): Value {
  const value = optionalEntry(record, name);
  if (value === undefined) {
    throw new Error(`nothing is declared as "${name}"; known: ${Object.keys(record).join(", ")}`);
  }
  return value;
}

/** One record of the entries that each value has, whose names no two have in common. */
export function merged<Value, Entry>(
  record: Readonly<Record<string, Value>>,
  entriesOf: (value: Value) => Readonly<Record<string, Entry>>,
): Record<string, Entry> {
  return Object.fromEntries(
    sortedEntries(record).flatMap(([, value]) => sortedEntries(entriesOf(value))),
  );
}
