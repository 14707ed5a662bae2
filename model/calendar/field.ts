import { Refusal } from "./schedule-fault";

/** One part of a date or time and the values it may have. */
export interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** The part's values from `from` to `to`, each `step`th. */
export function values(from: number, to: number, step = 1): number[] {
  return Array.from(
    { length: Math.floor((to - from) / step) + 1 },
    (_, index) => from + index * step,
  );
}

/** Every value of the part. */
export function everyValue({ min, max }: Field): number[] {
  return values(min, max);
}

/** Whether no value of the part is left out. */
export function isEvery(field: Field, chosen: readonly number[]): boolean {
  return chosen.length === field.max - field.min + 1;
}

/** Ascending, each once. */
export function ascending(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** @throws Refusal unless the text is a whole number within the field's bounds */
export function inField(text: string, field: Field, forms: string): number {
  if (!/^\d+$/.test(text)) throw new Refusal(`"${text}" does not fit the ${field.name} (${forms})`);
  const value = Number(text);
  if (value < field.min || value > field.max) {
    throw new Refusal(`${field.name} ${text} is outside ${field.min} to ${field.max}`);
  }
  return value;
}
