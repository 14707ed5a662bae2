type Table = Readonly<Record<string, unknown>>;

/** What pgBackRest is told of one repository, without the `repo1-` before each option. */
export interface BackrestRepository {
  /** Its number, as options begin: `repo1`. */
  readonly name: string;
  /** Every value that any section gives an option; a command has the last word in some, so that each one counts. */
  readonly values: (option: string) => readonly unknown[];
}

/**
 * The repositories that a document of a stanza tells pgBackRest of, whatever sections say so. A document without any names
 * the first, of which nothing is said: that is what pgBackRest takes then. Without a number an option is the first's, as
 * older files have it (pgBackRest, configuration reference).
 */
export function repositoriesIn(document: Table): BackrestRepository[] {
  const options = optionsIn(document).map(([key, value]) => {
    const [, number = "", option = ""] = /^repo(\d*)-(.+)$/.exec(key) ?? [];
    return { name: `repo${number || 1}`, option, value };
  });
  const told = options.filter(({ option }) => option !== "");
  return [...new Set(["repo1", ...told.map(({ name }) => name)])].map((name) => ({
    name,
    values: (option) =>
      told.filter((one) => one.name === name && one.option === option).map(({ value }) => value),
  }));
}

/** Every option of every section. */
export function optionsIn(document: Table): readonly (readonly [key: string, value: unknown])[] {
  const sections = Object.values((document["options"] ?? {}) as Readonly<Record<string, Table>>);
  return sections.flatMap((section) => Object.entries(section));
}

/** Values as a person reads them. */
export const shownValues = (values: readonly unknown[]) =>
  values.map((value) => (typeof value === "string" ? value : "nothing")).join(" and ") || "not set";
