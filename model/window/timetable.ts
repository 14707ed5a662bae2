import { type ClockChange } from "./clock-change";
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

  /** Whether runs of so many slots can begin at all those slots of the week, meeting neither others nor each other. */
  isFree(taken: SlotSet, runs: readonly number[], slots: number): boolean {
    const meets: SpanTest = (from, to) => taken.meets(from, to);
    return (
      !this.#someSpan(runs, slots, meets) && (runs.length === 1 || this.#areApart(runs, slots))
    );
  }

  /** Takes the resources for those runs. */
  take(resources: readonly string[], runs: readonly number[], slots: number): void {
    for (const resource of resources) {
      const taken = this.#taken.get(resource) ?? this.#empty();
      this.#taken.set(resource, taken);
      this.#someSpan(runs, slots, (from, to) => {
        taken.add(from, to);
        return false;
      });
    }
  }

  /**
   * Whether each run is over when the next begins. A start that the clocks repeat does not count: while a job is still
   * running, no engine begins it again.
   */
  #areApart(runs: readonly number[], slots: number): boolean {
    const own = this.#empty();
    return !this.#someSpan(runs, slots, (from, to, repeated) => {
      if (repeated) return false;
      const meets = own.meets(from, to);
      own.add(from, to);
      return meets;
    });
  }

  /** Whether some span of the runs is so, in any version of the week; later ones are not looked at. */
  #someSpan(runs: readonly number[], slots: number, isSo: SpanTest): boolean {
    return this.#versions.some((version) => runs.some((run) => version.someSpan(run, slots, isSo)));
  }

  #empty(): SlotSet {
    return new SlotSet(this.#versions.length * slotsPerWeek);
  }
}
