import { type Frequency } from "../estate";
import { type OpeningHours } from "./opening-hours";
import { slotsPerDay, slotsPerWeek } from "./week";

/** When a job runs: at each of the times on each of the days, every week. */
export interface Pattern {
  /** Numbers of the days, Monday = 0; ascending. */
  readonly days: readonly number[];
  /** Slots of the day, ascending. */
  readonly times: readonly number[];
  /** Slots of the week at which its runs begin. */
  readonly runs: readonly number[];
}

/** How often jobs with a schedule run. */
export type ScheduledFrequency = Exclude<Frequency, "continuous">;

/** Slots from one run to the next. Monthly jobs are placed as if they ran every week. */
export const periods: Readonly<Record<ScheduledFrequency, number>> = {
  hourly: slotsPerDay / 24,
  "six-hourly": slotsPerDay / 4,
  daily: slotsPerDay,
  weekly: slotsPerWeek,
  monthly: slotsPerWeek,
};

/** The ways in which jobs can run within a window's hours; each asked for is kept. */
export class Patterns {
  readonly #hours: OpeningHours;
  #weekly?: readonly Pattern[];
  readonly #known = new Map<string, readonly Pattern[]>();

  constructor(hours: OpeningHours) {
    this.#hours = hours;
  }

  /**
   * Every way to run so often, the one that begins first after they open first. A run takes `slots` slots. What
   * runs more than once a week runs as often as the hours allow: a daily job on every day on which they have room for
   * it, and at the same time.
   */
  of(frequency: ScheduledFrequency, slots: number): readonly Pattern[] {
    const key = `${frequency} ${slots}`;
    const known = this.#known.get(key) ?? this.#find(frequency, slots);
    this.#known.set(key, known);
    return known;
  }

  #find(frequency: ScheduledFrequency, slots: number): Pattern[] {
    const period = periods[frequency];
    const all = period > slotsPerDay ? this.#once() : repeated(period, this.#hours, slots);
    return all.filter(({ runs }) => runs.every((run) => this.roomAt(frequency, run) >= slots));
  }

  /**
   * Slots that a run has which begins at that slot of the week, whatever week of the year. The run after a skipped one
   * is an hour later all the same, so an hourly job loses nothing.
   */
  roomAt(frequency: ScheduledFrequency, run: number): number {
    const { room, safeRoom } = this.#hours;
    return (frequency === "hourly" && safeRoom[run] === 0 ? room : safeRoom)[run]!;
  }

  /** Once a week, at every start there is: the same patterns however long a run takes. */
  #once(): readonly Pattern[] {
    this.#weekly ??= this.#hours.starts.map((start) =>
      patternOf([Math.floor(start / slotsPerDay)], [start % slotsPerDay]),
    );
    return this.#weekly;
  }
}

function patternOf(days: readonly number[], times: readonly number[]): Pattern {
  return {
    days,
    times,
    runs: days.flatMap((day) => times.map((time) => day * slotsPerDay + time)),
  };
}

function repeated(period: number, hours: OpeningHours, slots: number): Pattern[] {
  const found = Array.from({ length: period }, (_, later) => {
    const first = (hours.opensAt + later) % period;
    const times = Array.from({ length: slotsPerDay / period }, (_, run) => first + run * period);
    return fullest(times, hours, slots);
  });
  const most = Math.max(...found.map(({ runs }) => runs.length));
  return most === 0 ? [] : found.filter(({ runs }) => runs.length === most);
}

/**
 * A schedule has one list of times for all its days. Where the days have room at different times, because the window
 * passes midnight and stays shut on some day, it is the days with any room or those on which it opens that have
 * more runs in common.
 */
function fullest(times: readonly number[], { room, days }: OpeningHours, slots: number): Pattern {
  const fits = (day: number, time: number) => room[day * slotsPerDay + time]! >= slots;
  const withRoom = everyDay.filter((day) => times.some((time) => fits(day, time)));
  const [first, second] = [withRoom, days].map((chosen) => {
    const inCommon = (time: number) => chosen.every((day) => fits(day, time));
    return patternOf(chosen, times.filter(inCommon));
  }) as [Pattern, Pattern];
  return first.runs.length >= second.runs.length ? first : second;
}

const everyDay = [0, 1, 2, 3, 4, 5, 6];
