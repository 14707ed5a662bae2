/** Which values of a field an event matches; `undefined` stands for every value. */
export type ValueSet = ReadonlySet<number> | undefined;

/** A field's bounds, both inclusive. */
export interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
}

/** What is wrong with a calendar event. */
export class CalendarFault extends Error {}

/**
 * Parses a field: `*`, values, ranges `a..b` and steps `a/n`, separated by commas.
 * A step of a range (`a..b/n`) is no part of the grammar.
 *
 * @throws CalendarFault
 */
export function parseValueSet(text: string, bounds: Bounds): ValueSet {
  if (text === "*") return undefined;
  const values = new Set<number>();
  for (const part of text.split(",")) {
    for (const value of parsePart(part, bounds)) values.add(value);
  }
  return values;
}

function parsePart(part: string, bounds: Bounds): readonly number[] {
  const range = /^(\d+)\.\.(\d+)$/.exec(part);
  if (range) return span(within(range[1], bounds), within(range[2], bounds), 1, part);
  const step = /^(\*|\d+)\/([1-9]\d*)$/.exec(part);
  if (step) return steps(step[1], Number(step[2]), bounds);
  if (/^\d+$/.test(part)) return [within(part, bounds)];
  throw new CalendarFault(`unable to parse '${part}'`);
}

function steps(start: string | undefined, repetition: number, bounds: Bounds): readonly number[] {
  if (repetition > bounds.maximum)
    throw new CalendarFault(`repetition '${repetition}' out of range`);
  const first = start === "*" ? bounds.minimum : within(start, bounds);
  return span(first, bounds.maximum, repetition, `${first}/${repetition}`);
}

function within(text: string | undefined, bounds: Bounds): number {
  const value = Number(text);
  if (value < bounds.minimum || value > bounds.maximum)
    throw new CalendarFault(`value '${value}' out of range`);
  return value;
}

/** Every `step`-th value from `start` to `end`, both inclusive. */
export function span(start: number, end: number, step: number, text: string): readonly number[] {
  if (end < start) throw new CalendarFault(`wrong order in range '${text}'`);
  return Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, n) => start + n * step);
}
