import { type Database, type Estate } from "../estate";
import { groupedBy } from "../grouping";
import { entry, sortedEntries } from "../record";

/** A database inside a guest. */
export interface GuestDatabase {
  /** What people call it: `SQL Server`. */
  readonly title: string;
  /** Whether Windows' VSS can bring it to a consistent state: whether it has a VSS writer. */
  readonly vssWriter: boolean;
  /** Name of the item it is declared as; left out where only the role of its guest speaks of it. */
  readonly item?: string;
}

type Product = Omit<GuestDatabase, "item">;

/** Source for the writer of SQL Server: "SQL Server Back up Applications - VSS & SQL Writer", learn.microsoft.com. */
const products: Readonly<Record<Database["product"], Product>> = {
  sqlserver: { title: "SQL Server", vssWriter: true },
  postgresql: { title: "PostgreSQL", vssWriter: false },
};

/** Databases by the words for them in the role of a guest, the more special ones first. */
const roles: readonly (readonly [words: RegExp, product: Product])[] = [
  [/\bsql server\b|\bmssql\b/i, products.sqlserver],
  [/\btimescale(?:db)?\b/i, { title: "TimescaleDB", vssWriter: false }],
  [/\bpostgres|\bpostgis\b/i, products.postgresql],
  [/\bmysql\b|\bmariadb\b/i, { title: "MySQL", vssWriter: false }],
  [/\boracle (?:db|database)\b/i, { title: "Oracle Database", vssWriter: true }],
  [/\bmongo(?:db)?\b/i, { title: "MongoDB", vssWriter: false }],
  [/\bdatabase\b/i, { title: "database", vssWriter: false }],
];

/** The databases inside a guest, by its name. */
export type DatabasesInside = (guest: string) => readonly GuestDatabase[];

/** The databases inside each guest: those that are declared for it, or else the one that its role speaks of. */
export function databasesInside({
  guests,
  databases,
}: Pick<Estate, "guests" | "databases">): DatabasesInside {
  const declared = groupedBy(sortedEntries(databases), ([, { guest }]) => guest);
  return (guest) =>
    declared.get(guest)?.map(([item, { product }]) => ({ ...products[product], item })) ??
    productsOfRole(entry(guests, guest).role);
}

function productsOfRole(role: string): Product[] {
  return roles
    .filter(([words]) => words.test(role))
    .slice(0, 1)
    .map(([, product]) => product);
}
