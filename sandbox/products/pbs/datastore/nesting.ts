import { type Section } from "../config/section-config";
import { absolutePath } from "./datastore";

/**
 * Refuses a datastore inside another's directory, or around it.
 *
 * @throws Error `nested datastores not allowed: …`.
 */
export function checkNotNested(added: Section, others: readonly Section[]): void {
  const own = absolutePath(added);
  for (const other of others) {
    const theirs = absolutePath(other);
    if (!contains(own, theirs) && !contains(theirs, own)) continue;
    throw new Error(`nested datastores not allowed: '${other.id}' already in "${theirs}"`);
  }
}

function contains(outer: string, inner: string): boolean {
  const [around, within] = [outer, inner].map((name) => name.split("/").filter(Boolean));
  return (around ?? []).every((name, index) => name === within?.[index]);
}
