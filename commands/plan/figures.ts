import { hoursText } from "../../model/time/transfer";

/** Gigabytes for people: three figures are more than any estimate is good for. */
export function gigabytes(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en-US");
  return value === 0 ? "0" : String(Number(value.toPrecision(2)));
}

/** An assumption is marked as one. */
export function marked(text: string, assumption: boolean): string {
  return assumption ? `~${text}` : text;
}

/** Minutes as `45 min` or `3.2 h`. */
export function minutes(value: number): string {
  return hoursText(value / 60);
}

/** `null` days are all days there are. */
export function days(value: number | null): string {
  return value === null ? "for ever" : `${value} d`;
}
