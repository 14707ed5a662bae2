import { type ClockChange } from "./clock-change";
import { PausingRuns } from "./pausing-runs";
import { SlotSet } from "./slot-set";
import { slotsPerWeek } from "./week";
import { ordinaryWeek, type SpanTest, WeekVersion } from "./week-version";

/**
 * In which slots of the week each resource is taken, for every version of the week that the zone's clocks bring about,
 * one after the other. A look-up costs as much in a full timetable as in an empty one.
 */
export class Timetable {
  readonly #versions: readonly WeekVersion[];
  readonly #taken = new Map<string, SlotSet>();

  constructor(changes: readonly ClockChange[]) {
    this.#versions = [ordinaryWeek, ...changes].map(
      (change, index) => new WeekVersion(change, index * slotsPerWeek),
    );
  }

  /** The slots in which any of the resources is taken. */
  taken(resources: readonly string[]): SlotSet {
    const union = this.#empty();
    for (const resource of resources) {
      const taken = this.#taken.get(resource);
      if (taken !== undefined) union.addAll(taken);
    }
    return union;
  }

  /** Whether runs of that length can begin at all those slots of the week, meeting neither others nor each other. */
  isFree(taken: SlotSet, runs: readonly number[], length: number): boolean {
    // Asked millions of times: a loop makes nothing that has to be cleared away.
    for (const version of this.#versions) {
      for (let index = 0; index < runs.length; index += 1) {
        if (version.meets(taken, runs[index]!, length)) return false;
      }
    }
    return runs.length === 1 || this.#areApart(runs, length);
  }

  /** Takes the resources for those runs. */
  take(resources: readonly string[], runs: readonly number[], length: number): void {
    for (const resource of resources) {
      const taken = this.#taken.get(resource) ?? this.#empty();
      this.#taken.set(resource, taken);
      this.#someSpan(runs, length, (from, to) => {
        taken.add(from, to);
        return false;
      });
    }
  }

  /** How long runs are that stand still in those slots. */
  pausing(pauses: SlotSet): PausingRuns {
    return new PausingRuns(pauses, this.#versions);
  }

  /**
   * Whether each run is over when the next begins. A start that the clocks repeat does not count: while a job is still
   * running, no engine begins it again.
   */
  #areApart(runs: readonly number[], length: number): boolean {
    const own = this.#empty();
    return !this.#someSpan(runs, length, (from, to, repeated) => {
      if (repeated) return false;
      const meets = own.meets(from, to);
      own.add(from, to);
      return meets;
    });
  }

  /** Whether some span of the runs is so, in any version of the week; later ones are not looked at. */
  #someSpan(runs: readonly number[], length: number, isSo: SpanTest): boolean {
    return this.#versions.some((version) =>
      runs.some((run) => version.someSpan(run, length, isSo)),
    );
  }

  #empty(): SlotSet {
    return new SlotSet(this.#versions.length * slotsPerWeek);
  }
}
