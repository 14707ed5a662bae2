import { type ClockChange } from "./clock-change";
import { type SlotSet } from "./slot-set";
import { slotsBetween, slotsPerWeek } from "./week";

/**
 * Asked of slots during which a job is running, `to` not included; `repeated` if it began at a time that the clocks
 * showed before: an engine may leave such a run out.
 */
export type SpanTest = (from: number, to: number, repeated: boolean) => boolean;

/**
 * One of the weeks that a year is made of, counted in slots that pass from the moment at which the clocks are moved in
 * it. What was begun before reaches into it for as long as it still runs, and what begins after it reads its start on
 * the moved clocks. An ordinary week is one in which they are moved by nothing.
 *
 * Jobs that do not meet in any version of the week do not meet on any day of the year: which of two runs is first
 * changes only where the clocks do.
 */
export class WeekVersion {
  /** @param first - number of the week's first slot in what the spans are told; the ordinary week's is 0 */
  constructor(
    private readonly change: ClockChange,
    private readonly first: number,
  ) {}

  /**
   * Whether some span is so of those during which a job is running that takes so many slots and begins whenever
   * the clocks read that slot of the week. Later spans are not looked at.
   */
  someSpan(start: number, slots: number, isSo: SpanTest): boolean {
    const { at, shift } = this.change;
    const after = slotsBetween(at, start);
    const before = slotsPerWeek - after;
    return (
      this.#isSpan(-before, slots, false, isSo) ||
      (after >= shift && this.#isSpan(after - shift, slots, false, isSo)) ||
      (before <= -shift && this.#isSpan(-shift - before, slots, true, isSo))
    );
  }

  /** Whether a run that takes so many slots meets any of the taken ones, whenever it begins; as often as it is asked. */
  meets(taken: SlotSet, start: number, slots: number): boolean {
    const { at, shift } = this.change;
    const after = slotsBetween(at, start);
    const before = slotsPerWeek - after;
    return (
      this.#meets(taken, -before, slots) ||
      (after >= shift && this.#meets(taken, after - shift, slots)) ||
      (before <= -shift && this.#meets(taken, -shift - before, slots))
    );
  }

  /** The longest of the lengths that a run has which begins whenever the clocks read that slot of the week. */
  longest(start: number, lengthFrom: (begin: number) => number): number {
    const { at, shift } = this.change;
    const after = slotsBetween(at, start);
    const before = slotsPerWeek - after;
    return Math.max(
      lengthFrom(-before),
      after >= shift ? lengthFrom(after - shift) : 0,
      before <= -shift ? lengthFrom(-shift - before) : 0,
    );
  }

  /** Number of a slot counted from the change on; before it, and a week after it, the week is an ordinary one. */
  numberOf(slot: number): number {
    const { at, shift } = this.change;
    if (slot < 0) return slotsBetween(0, at + slot);
    return slot < slotsPerWeek ? this.first + slot : slotsBetween(0, at + shift + slot);
  }

  #meets(taken: SlotSet, begin: number, slots: number): boolean {
    const from = Math.max(begin, 0);
    const to = Math.min(begin + slots, slotsPerWeek);
    return from < to && taken.meets(this.first + from, this.first + to);
  }

  /** Asks about that part of the span which lies in this week; there may be none. */
  #isSpan(begin: number, slots: number, repeated: boolean, isSo: SpanTest): boolean {
    const from = Math.max(begin, 0);
    const to = Math.min(begin + slots, slotsPerWeek);
    return from < to && isSo(this.first + from, this.first + to, repeated);
  }
}

/** The week in which nobody moves the clocks. */
export const ordinaryWeek: ClockChange = { at: 0, shift: 0 };
