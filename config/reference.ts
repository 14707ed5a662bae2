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
  /** What is declared and is still not of the kind that is wanted. */
  readonly unfit?: Unfit;
  readonly references: readonly Reference[];
}

/** Entries that are not of the kind that is wanted, because of one of their values. */
export interface Unfit {
  /** Without `backup:`. */
  readonly section: string;
  /** The key whose value it is. */
  readonly key: string;
  /** That value by the name of the entry. */
  readonly values: ReadonlyMap<string, unknown>;
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

/** The entries of a section that are of the kind that is wanted, and those that are not because of a value. */
export function divided<Key extends string, Entry extends Readonly<Record<Key, unknown>>>(
  section: string,
  record: Readonly<Record<string, Entry>> | undefined,
  key: Key,
  fits: (entry: Entry) => boolean,
): { readonly known: readonly string[] | undefined; readonly unfit: Unfit } {
  const entries = Object.entries(record ?? {});
  const unfit = entries
    .filter(([, entry]) => !fits(entry))
    .map(([name, entry]) => [name, entry[key]] as const);
  return {
    known: record && entries.filter(([, entry]) => fits(entry)).map(([name]) => name),
    unfit: { section, key, values: new Map(unfit) },
  };
}
