import { type Cost } from "../../model/plan/plan";
import { costRows, monthlyOf, totalOf } from "../page/cost-chart";
import { cents } from "../plan/cost-table";
import { pairsOf } from "./pairs";

/** What is paid a month before and after, in the currency. */
export interface CostChange {
  readonly currency: string;
  readonly before: number;
  readonly after: number;
  readonly difference: number;
  /** Restoring everything once. */
  readonly restoreBefore: number;
  readonly restoreAfter: number;
  /** Those places that cost more or less than before; 0 where there was or is no such place. */
  readonly places: readonly PlaceCostChange[];
}

/** What one place costs a month. */
export interface PlaceCostChange {
  readonly place: string;
  readonly before: number;
  readonly after: number;
}

/** Cost a month, in all and by place. */
export function costChange(before: Cost, after: Cost): CostChange {
  const places = pairsOf(costRows(before), costRows(after), ({ name }) => name)
    .map(({ key, before: was, after: is }) => ({
      ...{ place: key, before: units(was ? totalOf(was) : 0), after: units(is ? totalOf(is) : 0) },
    }))
    .filter((one) => one.before !== one.after);
  return {
    currency: after.currency,
    before: units(monthlyOf(before)),
    after: units(monthlyOf(after)),
    difference: units(monthlyOf(after) - monthlyOf(before)),
    restoreBefore: units(cents(before.firstRestore)),
    restoreAfter: units(cents(after.firstRestore)),
    places,
  };
}

function units(hundredths: number): number {
  return hundredths / 100;
}
