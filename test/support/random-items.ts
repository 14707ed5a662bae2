import fc from "fast-check";
import { number, recordOf, some } from "./random-values";

const sizes = { sizeGB: number(1, 500), usedGB: some(number(1, 400)) };

/** Nothing has more in use than it was given. */
export const atMost = (usedGB: number | undefined, sizeGB: number) =>
  usedGB === undefined ? undefined : Math.min(usedGB, sizeGB);

interface Sized {
  readonly sizeGB: number;
  readonly usedGB: number | undefined;
}

const sized = <Entry extends Sized>(entries: fc.Arbitrary<Entry>) =>
  entries.map((entry) => ({ ...entry, usedGB: atMost(entry.usedGB, entry.sizeGB) }));
const inClasses = (...classes: string[]) => ({ classes: fc.subarray(classes) });

/** Every kind of item but guests, in classes of its own or in none. */
export const itemSections = {
  fileServers: recordOf(["fs00", "fs01"], () =>
    sized(fc.record({ paths: fc.constant(["D:\\Shares"]), ...sizes, ...inClasses("files") })),
  ),
  databases: recordOf(["db00", "db01"], (name) =>
    sized(
      fc.record({
        guest: fc.constant("guest0"),
        product: fc.constantFrom("postgresql", "sqlserver"),
        database: fc.constant(name),
        ...sizes,
        ...inClasses("pitr", "dumps"),
      }),
    ),
  ),
  buckets: recordOf(["objects"], () =>
    sized(
      fc.record({
        site: fc.constant("fs00"),
        bucket: fc.constant("objects"),
        ...sizes,
        ...inClasses("objects"),
      }),
    ),
  ),
  repositories: recordOf(["infrastructure"], () =>
    sized(
      fc.record({
        remote: fc.constant("git@lab.test:lab"),
        ...sizes,
        ...inClasses("configuration"),
      }),
    ),
  ),
  claims: recordOf(["etcd", "volumes"], (name) =>
    sized(
      fc.record({ selector: fc.constant(`backup=${name}`), ...sizes, ...inClasses("constructor") }),
    ),
  ),
};

/** The server of the databases whose log is archived. */
export function postgresOf(
  databases: Readonly<Record<string, { readonly classes: readonly string[] }>>,
) {
  const archived = Object.values(databases).some(({ classes }) => classes.includes("pitr"));
  return archived ? { pg: { host: "node00", guest: "guest0", version: 16 } } : {};
}
