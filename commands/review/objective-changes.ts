import { groupedBy } from "../../model/grouping";
import { type Objective } from "../../model/plan/plan";
import { hoursText } from "../../model/time/transfer";
import { type Direction, directionOf, together } from "./direction";
import { pairsOf } from "./pairs";

/** What a class promises of time in a place, and what the worst of its items gets. */
export interface ObjectiveState {
  /** Hours; left out: nothing is promised. */
  readonly promised?: number;
  readonly hours: number;
  readonly worstItem: string;
  /** `null`: it cannot be said. */
  readonly met: boolean | null;
}

/** A promise of time, or what is kept of it, that is otherwise than before. */
export interface ObjectiveChange {
  readonly class: string;
  readonly place: string;
  readonly kind: Objective["kind"];
  readonly direction: Direction;
  readonly before?: ObjectiveState;
  readonly after?: ObjectiveState;
}

interface Worst extends ObjectiveState {
  readonly one: Objective;
}

/** RPO and RTO that are otherwise, promised or reached, by class and place. */
export function objectiveChanges(
  before: readonly Objective[],
  after: readonly Objective[],
): ObjectiveChange[] {
  const pairs = pairsOf(worstOf(before), worstOf(after), ({ one }) => keyOf(one));
  return pairs.flatMap(({ before: was, after: is }): ObjectiveChange[] => {
    const one = (is ?? was)?.one;
    if (one === undefined || (was && is && looks(was) === looks(is))) return [];
    const states = { ...(was && { before: stateOf(was) }), ...(is && { after: stateOf(is) }) };
    return [
      { class: one.class, place: one.place, kind: one.kind, direction: way(was, is), ...states },
    ];
  });
}

function keyOf({ class: name, place, kind }: Objective): string {
  return [name, place, kind].join("\n");
}

function worstOf(objectives: readonly Objective[]): Worst[] {
  return [...groupedBy(objectives, keyOf).values()].map((own) => {
    const one = own.reduce((a, b) => (b.hours > a.hours ? b : a));
    const { wantedHours, hours, item, met } = one;
    return {
      ...(wantedHours === undefined ? {} : { promised: wantedHours }),
      ...{ hours, worstItem: item, met, one },
    };
  });
}

function stateOf({ one: _, ...state }: Worst): ObjectiveState {
  return state;
}

/** What a reader would see of it: less than that is no change. */
function looks({ promised, hours, met }: Worst): string {
  return [promised, hoursText(hours), met].join("\n");
}

/** The least share by which hours have to differ to be called better or worse: minutes come and go with every job. */
const leastShare = 0.1;

/** Hours are better the fewer they are. */
function way(before: Worst | undefined, after: Worst | undefined): Direction {
  if (before === undefined || after === undefined) return "other";
  const fewer = (was = Infinity, is = Infinity) => directionOf(-was, -is);
  const isSmall = Math.abs(after.hours - before.hours) < leastShare * before.hours;
  return together([
    fewer(before.promised, after.promised),
    isSmall ? undefined : fewer(before.hours, after.hours),
    directionOf(Number(before.met ?? 0.5), Number(after.met ?? 0.5)),
  ]);
}
