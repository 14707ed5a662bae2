import { sortedEntries } from "../model/record";

/** One of the servers, clusters or vaults that a stack declares of a product. */
export interface DeclaredProduct<Declared> {
  readonly name: string;
  /** Where it is declared: `backup:pbs.pbs01`. */
  readonly path: string;
  readonly declared: Declared;
}

/** All of a product, by name. */
export function productsOf<Declared>(
  section: string,
  record: Readonly<Record<string, Declared>> | undefined,
): DeclaredProduct<Declared>[] {
  return sortedEntries(record ?? {}).map(([name, declared]) => ({
    ...{ name, declared },
    path: `backup:${section}.${name}`,
  }));
}

/** The one of that name, or the only one where none is named. */
export function productNamed<Declared>(
  section: string,
  record: Readonly<Record<string, Declared>> | undefined,
  name: string | undefined,
): DeclaredProduct<Declared> | undefined {
  const all = productsOf(section, record);
  if (name !== undefined) return all.find((one) => one.name === name);
  return all.length === 1 ? all[0] : undefined;
}
