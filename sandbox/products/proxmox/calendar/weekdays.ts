import { listOf, Misfit, optional, prefixed, type Reader } from "./parts";

/** Monday first, as ranges of weekdays run. */
const names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const weekday: Reader<number> = (text) => {
  const word = /^[A-Za-z]*/.exec(text)?.[0] ?? "";
  const wanted = word.toLowerCase();
  const index = names.findIndex((name) => wanted === name || wanted === name.slice(0, 3));
  if (word === "") throw new Misfit(text, "Nom(Alpha)");
  if (index === -1) throw new Misfit(word, 'Context("weekday")');
  return [index, text.slice(word.length)];
};

const range: Reader<number[]> = (text) => {
  const [first, behind] = weekday(text);
  const [last = first, rest] = optional(prefixed("..", weekday), behind);
  const length = ((last - first + 7) % 7) + 1;
  return [Array.from({ length }, (_, index) => (first + index) % 7), rest];
};

/**
 * A list of weekdays and ranges (`mon..fri,sun`), full or three-letter, in any case. A range may run over Sunday. Days
 * are numbered from Monday, which is 0.
 */
export const weekdayList: Reader<ReadonlySet<number>> = (text) => {
  const [ranges, rest] = listOf(range)(text);
  return [new Set(ranges.flat()), rest];
};

/** The day of the week of a date, as {@link weekdayList} counts. */
export function weekdayFrom(sundayFirst: number): number {
  return (sundayFirst + 6) % 7;
}
