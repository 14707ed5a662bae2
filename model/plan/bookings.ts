import { type Pattern } from "../window/pattern";
import { type PausingRuns } from "../window/pausing-runs";
import { type SlotSet } from "../window/slot-set";
import { Timetable } from "../window/timetable";
import { atItsShare, type Sharing } from "./sharing";
import { type SiteWeek } from "./site-week";
import { needsOf, type PlacedTask, type Task } from "./task";

/** Weeks of a first round, at most: for what would have to wait longer, none is planned. */
const mostWeeks = 12;

/** The runs that something is taken for. */
type Layer = `week ${number}` | `first of week ${number}` | `shared, every ${number}`;

const runs = (week: number): Layer => `week ${week}`;
const firstRuns = (week: number): Layer => `first of week ${week}`;
const sharedRuns = (period: number): Layer => `shared, every ${period}`;

/** What the runs of a task ask for. */
interface Claim {
  /** Slots in which each goes on. */
  readonly slots: number;
  /** The runs that they keep clear of, apart from shared ones. */
  readonly clearOf: readonly Layer[];
}

/** What they find. */
interface Room {
  readonly taken: SlotSet;
  /** Slots during which they stand still. */
  readonly pauses?: SlotSet;
}

/**
 * Who has what, and when.
 *
 * The first round takes as many weeks as it needs: a job begins in its week, when those of the weeks before have made
 * their first runs, and those of later weeks do not run yet. So a first run keeps clear of the first runs of its week
 * and of all runs of what began before; any other run keeps clear of every run. Week 0 is of what runs in all of them.
 */
export class Bookings {
  readonly #timetable: Timetable;
  readonly #sharing: Sharing;
  /** Slots between two runs of those that others share what they need with. */
  readonly #periods: readonly number[];
  #weeks = 0;

  constructor({ changes, fixed }: SiteWeek, sharing: Sharing) {
    this.#timetable = new Timetable(changes);
    for (const { resources, runs: all, slots } of fixed) {
      this.#timetable.take(keysOf(resources, [runs(0)]), all, slots);
    }
    this.#sharing = sharing;
    this.#periods = [...new Set([...sharing.jobs.keys()].map(({ period }) => period))];
  }

  /** The task in the first of the patterns that is free. */
  find(task: Task, patterns: readonly Pattern[]): PlacedTask | undefined {
    const claim = { slots: atItsShare(task, this.#sharing).slots, clearOf: this.#everyRun() };
    return firstOf(this.#ways(task), (isPausing) => {
      const length = this.#lengthFor(task, claim, isPausing);
      return firstOf(patterns, (pattern) => placed(task, pattern, length(pattern)));
    });
  }

  /** The same with a place for its first run, in the earliest week of the first round in which there is one. */
  findWithFirst(task: Task, patterns: readonly Pattern[]): PlacedTask | undefined {
    const { slots, firstSlots } = atItsShare(task, this.#sharing);
    return firstOf(this.#weeksFor(task), (week) => {
      const [clearOf, clearOfFirst] = this.#clearIn(week);
      return firstOf(this.#ways(task), (isPausing) => {
        const length = this.#lengthFor(task, { slots, clearOf }, isPausing);
        const first = { slots: firstSlots, clearOf: clearOfFirst };
        const firstLength = this.#lengthFor(task, first, isPausing);
        return firstOf(patterns, (pattern) => {
          const found = firstLength(pattern);
          if (found === undefined) return undefined;
          const place = placed(task, pattern, length(pattern));
          return place && { ...place, first: { week: week || 1, length: found } };
        });
      });
    });
  }

  /** Takes what the task needs. */
  book({ task, pattern, length, first }: PlacedTask): void {
    const take = (layer: Layer, slots: number) =>
      this.#timetable.take(keysOf(needsOf(task), [layer]), pattern.runs, slots);
    const week = task.frequency === "monthly" ? 0 : (first?.week ?? 0);
    if (first) take(week === 0 ? runs(0) : firstRuns(week), first.length);
    take(this.#sharing.jobs.has(task) ? sharedRuns(task.period) : runs(week), length);
    this.#weeks = Math.max(this.#weeks, week);
  }

  /** Weeks in which it may make its first run; 0: a monthly one may make it late, so its place is kept in all. */
  #weeksFor({ frequency }: Task): number[] {
    return frequency === "monthly" ? [0] : numbers(1, Math.min(this.#weeks + 1, mostWeeks));
  }

  /** What is to be kept clear of by runs, and by first runs, of what begins in that week. */
  #clearIn(week: number): [Layer[], Layer[]] {
    if (week === 0) return [this.#everyRun(), this.#everyRun()];
    const before = numbers(0, week - 1).map(runs);
    return [numbers(week + 1, this.#weeks).map(firstRuns), [...before, firstRuns(week)]];
  }

  /** Runs of the weeks from 1 on lie within the first runs of these. */
  #everyRun(): Layer[] {
    return [runs(0), ...numbers(1, this.#weeks).map(firstRuns)];
  }

  /** Whether it stands still during shared runs: not if there is another way. */
  #ways(task: Task): boolean[] {
    return this.#sharing.pausing.has(task) ? [false, true] : [false];
  }

  /**
   * For a pattern, the slots that its longest run takes, if all of them are free after each of its runs: what is said
   * of a job is one length, and that is kept clear.
   */
  #lengthFor(task: Task, claim: Claim, isPausing: boolean) {
    const { taken, pauses } = this.#roomFor(task, claim.clearOf, isPausing);
    let pausing: PausingRuns | undefined;
    return ({ runs: all }: Pattern): number | undefined => {
      if (!this.#timetable.isFree(taken, all, claim.slots)) return undefined;
      if (pauses === undefined) return withRoom(task, all, claim.slots);
      const paused = (pausing ??= this.#timetable.pausing(pauses));
      const length = Math.max(...all.map((run) => paused.length(run, claim.slots)));
      return this.#timetable.isFree(taken, all, length) ? withRoom(task, all, length) : undefined;
    };
  }

  #roomFor(task: Task, clearOf: readonly Layer[], isPausing: boolean): Room {
    const { resources, exclusive = [] } = task.request;
    const shared = this.#periods.map(sharedRuns);
    if (!isPausing) return { taken: this.#taken(needsOf(task), [...clearOf, ...shared]) };
    const pausedFor = this.#periods.filter((period) => period < task.period).map(sharedRuns);
    const others = shared.filter((layer) => !pausedFor.includes(layer));
    const taken = this.#taken(resources, [...clearOf, ...others]);
    taken.addAll(this.#taken(exclusive, [...clearOf, ...shared]));
    return { taken, pauses: this.#taken(resources, pausedFor) };
  }

  #taken(needs: readonly string[], layers: readonly Layer[]): SlotSet {
    return this.#timetable.taken(keysOf(needs, layers));
  }
}

function keysOf(needs: readonly string[], layers: readonly Layer[]): string[] {
  return needs.flatMap((need) => layers.map((layer) => `${layer}: ${need}`));
}

/** The length if each run of it is over before its window closes. */
function withRoom(
  { patterns, frequency }: Task,
  all: readonly number[],
  length: number,
): number | undefined {
  return all.every((run) => patterns.roomAt(frequency, run) >= length) ? length : undefined;
}

function placed(task: Task, pattern: Pattern, length: number | undefined): PlacedTask | undefined {
  return length === undefined ? undefined : { task, pattern, length };
}

/** Whole numbers from the first to the last; none if the last is smaller. */
function numbers(first: number, last: number): number[] {
  return Array.from({ length: last < first ? 0 : last - first + 1 }, (_, index) => first + index);
}

/** The first answer that there is. */
function firstOf<Entry, Answer>(
  entries: readonly Entry[],
  ask: (entry: Entry) => Answer | undefined,
): Answer | undefined {
  for (const entry of entries) {
    const answer = ask(entry);
    if (answer !== undefined) return answer;
  }
  return undefined;
}
