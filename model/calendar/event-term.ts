import { type Field, values } from "./field";

/**
 * One item of a part of a calendar event: a value, a range, or every `step`th value from the first on. What has a step
 * and no end counts on over the end of its part, as Proxmox does: with `0/5` hour 20 is followed by hour 25.
 */
export interface EventTerm {
  readonly from: number;
  /** The last value that it may have. Default: it has no end. */
  readonly to?: number;
  /** 0 for a value that is alone. */
  readonly step: number;
}

/** Whether one of the terms has that value; no terms stand for every value. */
export function holds(terms: readonly EventTerm[], value: number): boolean {
  for (const term of terms) if (termHolds(term, value)) return true;
  return terms.length === 0;
}

/** The least value of the terms above one, be it beyond the end of their part; `undefined` if they have none. */
export function following(terms: readonly EventTerm[], value: number): number | undefined {
  let least: number | undefined;
  for (const term of terms) {
    const next = termFollowing(term, value);
    if (next !== undefined && (least === undefined || next < least)) least = next;
  }
  return least;
}

/** The values of the terms that the part has, ascending. */
export function valuesOf(terms: readonly EventTerm[], { min, max }: Field): number[] {
  return values(min, max).filter((value) => holds(terms, value));
}

function termHolds({ from, to = Infinity, step }: EventTerm, value: number): boolean {
  if (step === 0) return value === from;
  return value >= from && value <= to && (value - from) % step === 0;
}

function termFollowing({ from, to = Infinity, step }: EventTerm, value: number) {
  if (value < from) return from;
  if (step === 0) return undefined;
  const next = value - ((value - from) % step) + step;
  return next <= to ? next : undefined;
}

/** Whether a run is lost at the end of a part of this fixed length, because a step goes on over it. */
export function losesRuns(terms: readonly EventTerm[], field: Field): boolean {
  const beyond = following(terms, field.max);
  const [first] = valuesOf(terms, field);
  return (
    beyond !== undefined && first !== undefined && beyond - (field.max + 1 - field.min) > first
  );
}
