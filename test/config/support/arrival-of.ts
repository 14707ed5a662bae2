import { type Arrival, arrivals } from "../../support/arrivals";
import { type Leaf } from "./leaves";

/** The longest beginning of a path that says where a leaf arrives. */
export function rowOf(path: string): string | undefined {
  const rows = Object.keys(arrivals).filter((row) => path === row || path.startsWith(`${row}.`));
  return rows.sort((a, b) => b.length - a.length)[0];
}

/** Where a leaf arrives. @throws Error where nothing says so */
export function arrivalOf({ path }: Leaf): Arrival {
  const row = rowOf(path);
  if (row === undefined) throw new Error(`${path} has no row in test/support/arrivals.ts`);
  return arrivals[row]!;
}
