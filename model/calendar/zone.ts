/**
 * A wall clock's reading as milliseconds: the instant at which a clock in UTC reads the same. Kept apart from
 * instants by name only; a wall time becomes an instant through {@link Zone.instants}.
 */
export type WallTime = number;

/** A stretch of time during which a zone's clocks keep one distance from UTC. */
export interface Period {
  /** Instant at which the clocks were last moved, or the beginning of what was looked at. */
  readonly from: number;
  /** Instant at which the clocks are next moved, or the end of what was looked at. */
  readonly until: number;
  /** Milliseconds that the wall clock is ahead of UTC. */
  readonly offset: number;
}

const second = 1000;
const day = 86_400 * second;
const week = 7 * day;

/** What is looked at in one go, and how closely: no zone since 1970 moved its clocks there and back in a week. */
const stretch = 52 * week;

/**
 * A time zone of the IANA database, as `Intl` knows it: the machine's own zone and locale do not matter.
 * The moves of its clocks are looked up once and kept.
 */
export class Zone {
  static readonly #known = new Map<string, Zone>();
  readonly #clock: Intl.DateTimeFormat;
  readonly #periods = new Map<number, readonly Period[]>();
  #last: Period | undefined;

  private constructor(readonly name: string) {
    this.#clock = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hour: "numeric",
      timeZoneName: "longOffset",
    });
  }

  /**
   * The zone of that name, such as `America/New_York` or `UTC`.
   *
   * @throws RangeError if there is none
   */
  static of(name: string): Zone {
    const zone = Zone.#known.get(name) ?? new Zone(name);
    Zone.#known.set(name, zone);
    return zone;
  }

  /** What the clocks read at that instant. */
  wallTime(instant: number): WallTime {
    return instant + this.offset(instant);
  }

  /**
   * When the clocks read that: once as a rule, never for a time that is skipped when clocks go forward, twice
   * (ascending) for one that is repeated when they go back.
   */
  instants(wall: WallTime): readonly number[] {
    const [before, after] = [this.offset(wall - day), this.offset(wall + day)];
    if (before === after) return [wall - before];
    const candidates = [wall - before, wall - after].sort((a, b) => a - b);
    return candidates.filter((instant) => this.wallTime(instant) === wall);
  }

  /** The period that holds that instant. */
  periodAt(instant: number): Period {
    // Most questions are about the same part of a year.
    const last = this.#last;
    if (last !== undefined && instant >= last.from && instant < last.until) return last;
    const index = Math.floor(instant / stretch);
    const periods = this.#periods.get(index) ?? this.#look(index);
    const period = periods.find(({ until }) => instant < until) as Period;
    this.#last = period;
    return period;
  }

  /** Milliseconds that the wall clock is ahead of UTC at that instant. */
  offset(instant: number): number {
    return this.periodAt(instant).offset;
  }

  #look(index: number): readonly Period[] {
    const start = index * stretch;
    const end = start + stretch;
    const periods: Period[] = [];
    let from = start;
    for (let to = start + week; to <= end; to += week) {
      for (let until; (until = this.#change(from, to)) !== undefined; from = until) {
        periods.push({ from, until, offset: this.#read(from) });
      }
    }
    periods.push({ from, until: end, offset: this.#read(from) });
    this.#periods.set(index, periods);
    return periods;
  }

  /** The first second after `from` with another distance from UTC, if `to` has another. */
  #change(from: number, to: number): number | undefined {
    const offset = this.#read(from);
    if (this.#read(to) === offset) return undefined;
    let [same, changed] = [from / second, to / second];
    while (changed - same > 1) {
      const middle = Math.floor((same + changed) / 2);
      if (this.#read(middle * second) === offset) same = middle;
      else changed = middle;
    }
    return changed * second;
  }

  #read(instant: number): number {
    const [, sign, hours, minutes, seconds] =
      /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(this.#clock.format(instant)) ?? [];
    const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0);
    return (sign === "-" ? -ahead : ahead) * second;
  }
}
