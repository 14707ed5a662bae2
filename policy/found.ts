/** A part of a text that means something, and what; never the part itself, which may be a secret. */
export interface Found {
  readonly shape: string;
  /** Of its first character, from 0. */
  readonly from: number;
  /** Behind its last character. */
  readonly to: number;
}

/**
 * Whatever of a text a pattern matches.
 *
 * @param pattern - a global one
 * @param isMeant - whether a match is one, by its group `value`. Default: each is
 */
export function findAll(
  text: string,
  shape: string,
  pattern: RegExp,
  isMeant: (value: string) => boolean = () => true,
): Found[] {
  return [...text.matchAll(pattern)]
    .filter(({ groups }) => isMeant(groups?.["value"] ?? ""))
    .map(({ index, 0: match }) => ({ shape, from: index, to: index + match.length }));
}

/** Those parts in their order, without what another one holds already. */
export function inOrder(found: readonly Found[]): Found[] {
  const sorted = [...found].sort((one, other) => one.from - other.from);
  return sorted.filter(
    ({ from }, index) => !sorted.slice(0, index).some((earlier) => from < earlier.to),
  );
}

/** The text without those parts, and with every other where it was. */
export function blanked(text: string, found: readonly Found[]): string {
  return found.reduce(
    (rest, { from, to }) => rest.slice(0, from) + " ".repeat(to - from) + rest.slice(to),
    text,
  );
}
