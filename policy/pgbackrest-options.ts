type Table = Readonly<Record<string, unknown>>;

/** What pgBackRest is told of one repository, without the `repo1-` before each option. */
export interface BackrestRepository {
  /** Its number, as options begin: `repo1`. */
  readonly name: string;
  readonly options: Table;
}

/**
 * The repositories that a document of a stanza tells pgBackRest of, whatever sections say so. A document without any names
 * the first, of which nothing is said: that is what pgBackRest takes then.
 */
export function repositoriesIn(document: Table): BackrestRepository[] {
  const found = new Map<string, Record<string, unknown>>([["repo1", {}]]);
  for (const [key, value] of Object.entries(optionsIn(document))) {
    const [, name, option] = /^(repo\d+)-(.+)$/.exec(key) ?? [];
    if (name === undefined || option === undefined) continue;
    found.set(name, { ...found.get(name), [option]: value });
  }
  return [...found].map(([name, options]) => ({ name, options }));
}

/** Every option of every section; a later section has the last word. */
export function optionsIn(document: Table): Table {
  const sections = Object.values((document["options"] ?? {}) as Table);
  return Object.assign({}, ...sections) as Table;
}
