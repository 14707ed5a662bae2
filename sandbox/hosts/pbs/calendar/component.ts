/** The values a part of a calendar event takes; undefined stands for every value. */
export type Component = ReadonlySet<number> | undefined;

/** The smallest and largest value of a part. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Bounds of the documented syntax; the year's upper one is systemd's. */
export const bounds = {
  year: { min: 1970, max: 2199 },
  month: { min: 1, max: 12 },
  day: { min: 1, max: 31 },
  hour: { min: 0, max: 23 },
  minute: { min: 0, max: 59 },
  second: { min: 0, max: 59 },
} as const satisfies Record<string, Bounds>;

/**
 * Reads `*`, or a list of `N`, `A..B` and `N/STEP`, where `*` may stand for a repetition's start.
 *
 * @throws Error with the reason.
 */
export function parseComponent(text: string, limits: Bounds): Component {
  if (text === "*") return undefined;
  return new Set(text.split(",").flatMap((item) => parseItem(item, limits)));
}

const item = /^(?:(?<from>\d+)\.\.(?<to>\d+)|(?<start>\d+|\*)\/(?<step>\d+)|(?<single>\d+))$/;

function parseItem(text: string, limits: Bounds): number[] {
  const groups = item.exec(text)?.groups;
  if (groups === undefined) throw new Error("value, range or repetition");
  const { from, to, start, step, single } = groups;
  if (from !== undefined) return range(within(from, limits), within(to, limits));
  if (start === undefined) return [within(single, limits)];
  const first = start === "*" ? limits.min : within(start, limits);
  return stepped(first, within(step, { min: 1, max: limits.max }), limits.max);
}

function within(text: string | undefined, { min, max }: Bounds): number {
  const value = Number(text);
  if (value > max) throw new Error("time value too large");
  if (value < min) throw new Error("time value too small");
  return value;
}

function range(from: number, to: number): number[] {
  if (from > to) throw new Error("range start is bigger than end");
  return stepped(from, 1, to);
}

function stepped(from: number, step: number, to: number): number[] {
  return Array.from(
    { length: Math.floor((to - from) / step) + 1 },
    (_, index) => from + index * step,
  );
}
