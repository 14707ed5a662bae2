/** A text somewhere inside of a value. */
export interface PlacedText {
  /** Such as `environment.PATH` or `triggers.0`. */
  readonly path: string;
  /** The last name on the path, or that of the list that it is in; empty for a text by itself. */
  readonly key: string;
  readonly text: string;
}

/**
 * Every text inside of a value, at any depth; whatever is no text says nothing.
 *
 * @param path - of the value itself
 */
export function textsIn(value: unknown, path: string, key = ""): PlacedText[] {
  if (typeof value === "string") return [{ path, key, text: value }];
  if (Array.isArray(value))
    return value.flatMap((part, index) => textsIn(part, `${path}.${index}`, key));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => textsIn(part, `${path}.${name}`, name));
}
