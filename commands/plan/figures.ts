import { hoursText } from "../../model/time/transfer";

/** Made once: that takes longer than all that is done with it. */
const english = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 15 });

/** Gigabytes for people: three figures are more than any estimate is good for. */
export function gigabytes(value: number): string {
  return english.format(roundedGigabytes(value));
}

/** What of a figure of gigabytes is shown, as a number: sums of these add up for whoever reads them. */
export function roundedGigabytes(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(2));
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
