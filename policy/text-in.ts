/** A text of a document; the empty one where it has none under that key. */
export function textIn(document: Readonly<Record<string, unknown>>, key: string): string {
  const value = document[key];
  return typeof value === "string" ? value : "";
}
