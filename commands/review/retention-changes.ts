import { canonicalJson } from "../../model/canonical-json";
import { type PlannedCopy } from "../../model/plan/plan";
import { keptClasses, type KeptClass } from "../page/retention-chart";
import { type Direction, directionOf, together } from "./direction";
import { pairsOf } from "./pairs";

/** What is guaranteed of the past, of the worst copy of a class in a place. */
export interface KeptState {
  /** Days that everything is kept; `null`: for ever; 0: nothing is proven. */
  readonly keeps: number | null;
  readonly oldest: number | null;
  readonly promised: number;
  readonly lockDays?: number;
}

/** A class whose past is kept longer or shorter, or that is kept in a place anew or no longer. */
export interface RetentionChange {
  readonly class: string;
  readonly place: string;
  readonly direction: Direction;
  readonly before?: KeptState;
  readonly after?: KeptState;
}

/** Guaranteed days that went up or down, by class and place. */
export function retentionChanges(
  before: readonly PlannedCopy[],
  after: readonly PlannedCopy[],
): RetentionChange[] {
  const pairs = pairsOf(keptClasses(before), keptClasses(after), ({ key }) => key);
  return pairs.flatMap(({ before: was, after: is }): RetentionChange[] => {
    const one = is ?? was;
    const states = { ...(was && { before: stateOf(was) }), ...(is && { after: stateOf(is) }) };
    if (one === undefined || isSame(states)) return [];
    return [{ class: one.class, place: one.place, direction: way(states), ...states }];
  });
}

function stateOf({ keeps, oldest, promised, lockDays }: KeptClass): KeptState {
  return { keeps, oldest, promised, ...(lockDays === undefined ? {} : { lockDays }) };
}

interface States {
  readonly before?: KeptState;
  readonly after?: KeptState;
}

function isSame({ before, after }: States): boolean {
  return canonicalJson(before ?? null) === canonicalJson(after ?? null);
}

function way({ before, after }: States): Direction {
  if (before === undefined || after === undefined) return "other";
  return together([
    directionOf(before.keeps, after.keeps),
    directionOf(before.oldest, after.oldest),
    directionOf(before.promised, after.promised),
    directionOf(before.lockDays ?? 0, after.lockDays ?? 0),
  ]);
}
