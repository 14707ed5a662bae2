import { type Cost } from "../../model/plan/plan";
import { cents } from "../plan/cost-table";
import { type BarRows, type RowBar } from "./bar-rows";

/** What a place costs a month, and what it is made of; hundredths of the currency, so that what is shown adds up. */
export interface CostRow {
  readonly name: string;
  readonly parts: readonly number[];
}

/** The row of what belongs to no place. */
export const keysRow = "keys of the vault";

/** The most expensive place first; the keys come last. */
export function costRows({ places, monthlyKeys }: Cost): CostRow[] {
  const rows = places.map(({ place, monthlyStorage, monthlyRequests }) => ({
    name: place,
    parts: [cents(monthlyStorage), cents(monthlyRequests)],
  }));
  const dearestFirst = rows.sort((a, b) => totalOf(b) - totalOf(a));
  return monthlyKeys > 0
    ? [...dearestFirst, { name: keysRow, parts: [cents(monthlyKeys)] }]
    : dearestFirst;
}

/** Hundredths a month. */
export function totalOf({ parts }: CostRow): number {
  return parts.reduce((sum, part) => sum + part, 0);
}

/** Hundredths a month of all places together. */
export function monthlyOf(cost: Cost): number {
  return costRows(cost).reduce((sum, row) => sum + totalOf(row), 0);
}

/** Hundredths as an amount of the currency. */
export function amountOf(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}

/** What each place costs a month. @param before - what it is compared with, outlined where it differs */
export function costChart(now: Cost, before?: Cost): BarRows {
  const rows = costRows(now);
  const was = new Map(before === undefined ? [] : costRows(before).map((row) => [row.name, row]));
  const gone = [...was.values()].filter(({ name }) => !rows.some((row) => row.name === name));
  const shown = [...rows, ...gone.map(({ name }): CostRow => ({ name, parts: [] }))];
  const most = Math.max(100, ...[...shown, ...was.values()].map(totalOf));
  const end = most * 1.02;
  return {
    rows: shown.map((row) => ({
      ...{ key: row.name, label: row.name, note: `${amountOf(totalOf(row))} ${now.currency}` },
    })),
    bars: shown.flatMap((row) => [...stacked(row), ...outline(row, was.get(row.name))]),
    ...{ end, ticks: ticksTo(end, now.currency) },
  };
}

function stacked({ name, parts }: CostRow): RowBar[] {
  let from = 0;
  return parts
    .map((part, at): RowBar => {
      const bar = { row: name, from, to: from + part, colour: "backup" } as const;
      from += part;
      return { ...bar, shape: at === 0 ? "solid" : "hollow" };
    })
    .filter(({ from: begin, to }) => to > begin);
}

function outline(now: CostRow, was: CostRow | undefined): RowBar[] {
  if (was === undefined || totalOf(was) === totalOf(now)) return [];
  return [{ row: now.name, from: 0, to: totalOf(was), shape: "before", colour: "text" }];
}

/** Steps of an axis that people count in. */
const steps = [1, 2, 5];

function ticksTo(end: number, currency: string) {
  const size = 10 ** Math.floor(Math.log10(end / 4));
  const step = (steps.find((one) => end / (one * size) <= 5) ?? 10) * size;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, at) => ({
    at: at * step,
    label: at === 0 ? `0 ${currency}` : String((at * step) / 100),
    ...(at === 0 ? { align: "left" as const } : {}),
  }));
}
