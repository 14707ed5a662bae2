import { type Row } from "../../row";

/** Every type of resource that a rule names; rules of any resource know no type. */
export function typesOf(rows: readonly Row[]): ReadonlySet<string> {
  return new Set(rows.flatMap(({ rule: { types } }) => (types === "any" ? [] : types)));
}
