import { listOf, literal, Misfit, numberBelow, optional, prefixed, type Reader } from "./parts";

/** One item of a field: a number, a range, or a repetition, which has an end or none. */
export type Item =
  | { readonly kind: "single"; readonly value: number }
  | { readonly kind: "range"; readonly start: number; readonly end: number }
  | {
      readonly kind: "repeated";
      readonly start: number;
      readonly every: number;
      readonly end?: number;
    };

/** The items of a field; none stand for every value. */
export type Items = readonly Item[];

/**
 * `*`, `*` with a repetition, or a list of items. Values are below `limit`, and so are repetitions.
 *
 * @param first - where `*` with a repetition starts
 */
export function field(first: number, limit: number): Reader<Items> {
  const number = numberBelow(limit);
  const item: Reader<Item> = (text) => {
    const [start, behind] = number(text);
    const [end, rest] = optional(prefixed("..", number), behind);
    if (end !== undefined && start > end)
      throw new Misfit(rest, 'Context("range start is bigger than end")');
    if (rest.startsWith("/")) {
      const [every, left] = prefixed("/", number)(rest);
      return [{ kind: "repeated", start, every, ...(end === undefined ? {} : { end }) }, left];
    }
    return [
      end === undefined ? { kind: "single", value: start } : { kind: "range", start, end },
      rest,
    ];
  };
  return (text) => {
    if (!text.startsWith("*")) return listOf(item)(text);
    const [, behind] = literal("*")(text);
    if (!behind.startsWith("/")) return [[], behind];
    const [every, rest] = prefixed("/", number)(behind);
    // A repetition of 0 is left where it stands.
    return every > 0 ? [[{ kind: "repeated", start: first, every }], rest] : [[], behind];
  };
}

/** Whether a field has a value. */
export function contains(items: Items, value: number): boolean {
  return items.length === 0 || items.some((item) => has(item, value));
}

/** The next value after one; a repetition without an end knows no largest value. */
export function nextAfter(items: Items, value: number): number | undefined {
  const later = items.map((item) => laterThan(item, value)).filter((next) => next !== undefined);
  return later.length === 0 ? undefined : Math.min(...later);
}

function has(item: Item, value: number): boolean {
  switch (item.kind) {
    case "single":
      return item.value === value;
    case "range":
      return item.start <= value && value <= item.end;
    case "repeated":
      if (item.every === 0) return item.start === value;
      return (
        item.start <= value &&
        value <= (item.end ?? value) &&
        (value - item.start) % item.every === 0
      );
  }
}

function laterThan(item: Item, value: number): number | undefined {
  switch (item.kind) {
    case "single":
      return item.value > value ? item.value : undefined;
    case "range":
      if (value < item.start) return item.start;
      return value < item.end ? value + 1 : undefined;
    case "repeated": {
      if (value < item.start) return item.start;
      if (item.every === 0) return undefined;
      const passed = Math.floor((value - item.start) / item.every);
      const next = item.start + (passed + 1) * item.every;
      return next <= (item.end ?? next) ? next : undefined;
    }
  }
}
