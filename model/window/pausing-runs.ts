import { type SlotSet } from "./slot-set";
import { slotsPerWeek } from "./week";
import { type WeekVersion } from "./week-version";

/** Weeks that are counted of every version of the week, from the one before the change on. */
const weeks = 3;

/** How long runs are that stand still in some slots of the week. */
export class PausingRuns {
  readonly #versions: readonly WeekVersion[];
  /** By version: how many slots have gone by in which nothing stands still, counted from a week before the change. */
  readonly #passed: readonly Int32Array[];

  constructor(pauses: SlotSet, versions: readonly WeekVersion[]) {
    this.#versions = versions;
    this.#passed = versions.map((version) => {
      const passed = new Int32Array(weeks * slotsPerWeek + 1);
      for (let index = 0; index < weeks * slotsPerWeek; index += 1) {
        const isPause = pauses.has(version.numberOf(index - slotsPerWeek));
        passed[index + 1] = passed[index]! + (isPause ? 0 : 1);
      }
      return passed;
    });
  }

  /**
   * Slots from the beginning of a run to its end, at most and in any week; `Infinity` if it is not over in a week.
   *
   * @param slots - in which it goes on
   */
  length(run: number, slots: number): number {
    const lengths = this.#versions.map((version, index) =>
      version.longest(run, (begin) => lengthIn(this.#passed[index]!, begin + slotsPerWeek, slots)),
    );
    return Math.max(...lengths);
  }
}

/** The least length in which so many slots go by. */
function lengthIn(passed: Int32Array, from: number, slots: number): number {
  const enough = (length: number) => passed[from + length]! - passed[from]! >= slots;
  if (!enough(slotsPerWeek)) return Infinity;
  let [tooShort, longEnough] = [slots - 1, slotsPerWeek];
  while (longEnough - tooShort > 1) {
    const middle = Math.floor((tooShort + longEnough) / 2);
    if (enough(middle)) longEnough = middle;
    else tooShort = middle;
  }
  return longEnough;
}
