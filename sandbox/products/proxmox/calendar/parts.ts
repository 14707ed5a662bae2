/** What was read from the front of a text, and what follows it. */
export type Read<T> = readonly [value: T, rest: string];

/** Reads from the front of a text; throws where it does not fit. */
export type Reader<T> = (text: string) => Read<T>;

/** Where a reader could not go on, and why, in the product's words. */
export class Misfit extends Error {
  constructor(
    readonly at: string,
    readonly kind: string,
  ) {
    super(kind);
  }
}

/** Expects these characters. */
export const literal =
  (expected: string): Reader<string> =>
  (text) => {
    if (!text.startsWith(expected)) throw new Misfit(text, "Nom(Tag)");
    return [expected, text.slice(expected.length)];
  };

/** Without blanks and tabs at the front. */
export function afterBlanks(text: string): string {
  return text.replace(/^[ \t]+/, "");
}

/** What does not fit is as if it were not there. */
export function optional<T>(reader: Reader<T>, text: string): Read<T | undefined> {
  try {
    return reader(text);
  } catch (error) {
    if (error instanceof Misfit) return [undefined, text];
    throw error;
  }
}

/** Items with commas between them; what follows the last one that fits is left. */
export const listOf =
  <T>(item: Reader<T>): Reader<T[]> =>
  (text) => {
    const [first, behind] = item(text);
    const items = [first];
    let rest = behind;
    for (;;) {
      const [next, left] = optional(prefixed(",", item), rest);
      if (next === undefined) return [items, rest];
      items.push(next);
      rest = left;
    }
  };

/** An item behind certain characters. */
export const prefixed =
  <T>(prefix: string, item: Reader<T>): Reader<T> =>
  (text) =>
    item(literal(prefix)(text)[1]);

/** A number below `limit`. */
export const numberBelow =
  (limit: number): Reader<number> =>
  (text) => {
    const digits = /^[0-9]+/.exec(text)?.[0];
    if (digits === undefined) throw new Misfit(text, "Nom(Digit)");
    const rest = text.slice(digits.length);
    if (Number(digits) >= limit) throw new Misfit(rest, 'Context("time value too large")');
    return [Number(digits), rest];
  };

/**
 * Reads a whole text.
 *
 * @throws Error in the product's words
 */
export function readWhole<T>(what: string, reader: Reader<T>, text: string): T {
  try {
    const [value, rest] = reader(text);
    if (rest !== "") throw new Misfit(rest, "Nom(Eof)");
    return value;
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    throw new Error(`unable to parse ${what} at '${error.at}' - ${error.kind}`);
  }
}
