import { type ClockChange } from "../window/clock-change";
import { type Pattern, periods } from "../window/pattern";
import { type SlotSet } from "../window/slot-set";
import { Timetable } from "../window/timetable";
import { slotsPerWeek } from "../window/week";
import { soonestAfter } from "./succession";
import { type PlacedTask, type Task } from "./task";

/** Jobs in their places. */
export interface Arrangement {
  readonly timetable: Timetable;
  /** By the id of the job. */
  readonly placed: ReadonlyMap<string, PlacedTask>;
  readonly unplaced: readonly Task[];
}

/** How often it is tried to place everything; more tries found nothing more in random estates. */
const attempts = 6;

/**
 * Places the tasks, most runs first and of those the longest first, each at the first time at which all its resources
 * are free, or soonest after the jobs it follows. A task that found no place goes before the others in the next
 * attempt ("squeaky wheel" optimisation: Joslin and Clements, Journal of Artificial Intelligence Research 10,
 * 1999, pages 353 to 373). Of all attempts the one with the fewest tasks left over is taken.
 *
 * Packing is hard in general: a task that is left over may have a place that was not found.
 *
 * @param tasks - sorted by id
 * @param isHopeless - whether it is certain that no arrangement has a place for all tasks like this one
 */
export function arrange(
  tasks: readonly Task[],
  changes: readonly ClockChange[],
  isHopeless: (task: Task) => boolean,
): Arrangement {
  const squeaks = new Map<string, number>();
  let best = attempt(inOrder(tasks, squeaks), changes);
  let last = best;
  for (let tried = 1; tried < attempts && !last.unplaced.every(isHopeless); tried += 1) {
    for (const { request } of last.unplaced) {
      squeaks.set(request.id, (squeaks.get(request.id) ?? 0) + 1);
    }
    last = attempt(inOrder(tasks, squeaks), changes);
    if (last.unplaced.length < best.unplaced.length) best = last;
  }
  return best;
}

/** Jobs that others follow come before these; sorting keeps the order by id of what is alike. */
function inOrder(tasks: readonly Task[], squeaks: ReadonlyMap<string, number>): Task[] {
  const loud = ({ request }: Task) => squeaks.get(request.id) ?? 0;
  return [...tasks].sort(
    (a, b) =>
      a.level - b.level ||
      loud(b) - loud(a) ||
      periods[a.frequency] - periods[b.frequency] ||
      b.slots - a.slots,
  );
}

function attempt(tasks: readonly Task[], changes: readonly ClockChange[]): Arrangement {
  const timetable = new Timetable(changes);
  const placed = new Map<string, PlacedTask>();
  const unplaced: Task[] = [];
  for (const task of tasks) {
    const { slots, request } = task;
    const taken = timetable.taken(request.resources);
    const candidates = soonestAfter(task, placed, candidatesOf(task));
    const pattern = firstFree(timetable, task, taken, candidates);
    if (pattern === undefined) {
      unplaced.push(task);
    } else {
      timetable.take(request.resources, pattern.runs, slots);
      placed.set(request.id, { task, pattern });
    }
  }
  return { timetable, placed, unplaced };
}

function candidatesOf({ frequency, patterns, slots }: Task): readonly Pattern[] {
  return patterns.of(frequency, slots);
}

function firstFree(
  timetable: Timetable,
  { slots }: Task,
  taken: SlotSet,
  candidates: readonly Pattern[],
): Pattern | undefined {
  return candidates.find(({ runs }) => timetable.isFree(taken, runs, slots));
}

/** The longest run, in slots, that would still find a place for the task; 0 if there is no place however short it is. */
export function longestPlace({ timetable }: Arrangement, task: Task): number {
  const taken = timetable.taken(task.runs === 0 ? [] : task.request.resources);
  const hasPlace = (slots: number) => {
    const shorter = { ...task, slots };
    return firstFree(timetable, shorter, taken, candidatesOf(shorter)) !== undefined;
  };
  let [longest, tooLong] = [0, Math.min(task.slots, slotsPerWeek + 1)];
  while (tooLong - longest > 1) {
    const middle = Math.floor((longest + tooLong) / 2);
    if (hasPlace(middle)) longest = middle;
    else tooLong = middle;
  }
  return longest;
}
