import { type Estate } from "../estate";
import { optionalEntry } from "../record";
import { type Misfit } from "./engine";

/** Why an engine of PostgreSQL alone cannot take a database. */
export function isPostgreSql({ databases }: Estate, item: string): Misfit | undefined {
  const product = optionalEntry(databases, item)?.product;
  if (product === "postgresql") return undefined;
  return { got: `${item} is a database of ${product}`, allowed: "postgresql" };
}
