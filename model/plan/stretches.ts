import { slotsPerWeek } from "../window/week";
import { Bookings } from "./bookings";
import { noSharing } from "./sharing";
import { type SiteWeek } from "./site-week";
import { type PlacedTask, type Task } from "./task";

/** What is left of the week when all runs are placed; first runs are left out, because they are once. */
export class Stretches {
  readonly #bookings: Bookings;

  constructor(placed: ReadonlyMap<string, PlacedTask>, week: SiteWeek) {
    this.#bookings = new Bookings(week, noSharing);
    for (const { first: _, ...place } of placed.values()) this.#bookings.book(place);
  }

  /** The longest run, in slots, that would still find a place for the task; 0 if there is no place however short it is. */
  longest(task: Task): number {
    // What does not even fit alone is measured against its window.
    const { exclusive: _, ...request } = task.request;
    const measured = task.runs === 0 ? { ...task, request: { ...request, resources: [] } } : task;
    const hasPlace = (slots: number) => {
      const patterns = task.patterns.of(task.frequency, slots);
      return this.#bookings.find({ ...measured, slots }, patterns) !== undefined;
    };
    let [longest, tooLong] = [0, Math.min(task.slots, slotsPerWeek + 1)];
    while (tooLong - longest > 1) {
      const middle = Math.floor((longest + tooLong) / 2);
      if (hasPlace(middle)) longest = middle;
      else tooLong = middle;
    }
    return longest;
  }

  /** Whether the task has a place after all. */
  has(task: Task): boolean {
    return this.#bookings.find(task, task.patterns.of(task.frequency, task.slots)) !== undefined;
  }
}
