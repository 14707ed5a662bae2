/** Monday first, as ranges of weekdays run. */
const names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/**
 * Reads a list of weekdays and ranges (`mon..fri,sun`), full or three-letter, in any case. A range
 * may run over Sunday.
 *
 * @returns days as `Date.getDay` counts them: Sunday is 0.
 */
export function parseWeekdays(text: string): ReadonlySet<number> {
  return new Set(text.split(",").flatMap(parseRange));
}

function parseRange(text: string): number[] {
  const [first, last, ...excess] = text.split("..").map(position);
  if (first === undefined || excess.length > 0) throw new Error("weekday");
  const length = last === undefined ? 1 : ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => (first + index + 1) % 7);
}

function position(text: string): number {
  const wanted = text.toLowerCase();
  const found = names.findIndex((name) => name === wanted || name.slice(0, 3) === wanted);
  if (found === -1) throw new Error("weekday");
  return found;
}
