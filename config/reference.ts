/** A value that names something declared elsewhere. */
export interface Reference {
  /** Without `backup:`. */
  readonly path: string;
  readonly value: string;
}

/** What names must lead to. */
export interface Target {
  /** `posix host`, `datastore` … */
  readonly noun: string;
  /** What is declared; `undefined` where that section is itself at fault and nothing can be said. */
  readonly known: readonly string[] | undefined;
  readonly references: readonly Reference[];
}

/** The names in a record. */
export function keys(record: object | undefined): string[] | undefined {
  return record && Object.keys(record);
}

/** The reference of one value, if it is there. */
export function one(path: string, value: string | undefined): Reference[] {
  return value === undefined ? [] : [{ path, value }];
}

/** The references of a property of every entry of a section. */
export function each<Entry>(
  section: string,
  record: Readonly<Record<string, Entry>> | undefined,
  property: string,
  value: (entry: Entry) => string | undefined,
): Reference[] {
  return Object.entries(record ?? {}).flatMap(([name, entry]) =>
    one(`${section}.${name}.${property}`, value(entry)),
  );
}
