import { type Estate, type Frequency } from "../estate";
import { memoized } from "../memoized";
import { entry } from "../record";
import { OpeningHours } from "../window/opening-hours";
import { Patterns, periods, type ScheduledFrequency } from "../window/pattern";
import { slotsBetween, slotsPerDay, slotsPerWeek } from "../window/week";

/** Days between two runs, at most, where no window holds one back; 0 for what never pauses. */
const wishedDays: Readonly<Record<Frequency, number>> = {
  continuous: 0,
  hourly: 1 / 24,
  "six-hourly": 1 / 4,
  daily: 1,
  weekly: 7,
  monthly: 31,
};

/** How often a job runs in its window, whatever it was asked for. */
export interface Rhythm {
  /** Days between two runs: on average where the window holds some back; 0 for what never pauses. */
  readonly intervalDays: number;
  /** The same at most. */
  readonly longestDays: number;
  /** Runs a week that are asked for and that its window has no room for. */
  readonly missing: number;
}

/** The rhythm of a job of that frequency in a window, by the window's name, whose runs take so many slots. */
export type RhythmIn = (frequency: Frequency, window: string | undefined, slots: number) => Rhythm;

/** The rhythms that an estate's windows allow. */
export function rhythms({ windows }: Pick<Estate, "windows">): RhythmIn {
  const patternsIn = memoized(
    (name) => new Patterns(OpeningHours.of(name === "" ? undefined : entry(windows, name), [])),
  );
  return (frequency, window = "", slots) =>
    frequency === "continuous"
      ? { intervalDays: 0, longestDays: 0, missing: 0 }
      : rhythm(frequency, patternsIn(window).of(frequency, slots)[0]?.runs);
}

/** What finds no room at all does not run; placement says so, and its figures are those of the wish. */
function rhythm(frequency: ScheduledFrequency, runs: readonly number[] | undefined): Rhythm {
  const asked = slotsPerWeek / periods[frequency];
  const wished = wishedDays[frequency];
  if (runs === undefined || runs.length === asked)
    return { intervalDays: wished, longestDays: wished, missing: 0 };
  const gaps = runs.map((run, at) =>
    // The only run of a week is a week from itself.
    runs.length === 1 ? slotsPerWeek : slotsBetween(run, runs[(at + 1) % runs.length] as number),
  );
  return {
    intervalDays: 7 / runs.length,
    longestDays: Math.max(...gaps) / slotsPerDay,
    missing: asked - runs.length,
  };
}
