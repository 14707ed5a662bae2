import { Zone } from "../calendar/zone";
import { day, type Period, periodNumber } from "./period";

/** When copies are made and pruned, in milliseconds since 1970 UTC. Order and repetition do not matter. */
export interface Instants {
  /** Each backup happens at one instant, at which it is also complete. */
  readonly backups: readonly number[];
  /** Runs of what prunes; only of engines that prune by a schedule of their own. */
  readonly prunes: readonly number[];
  /** Time zone of the server that prunes, a name of the IANA database. */
  readonly zone: string;
  /** Which backups are full, where others build on them. Default: the first of each ISO week. */
  readonly fulls?: readonly number[];
}

/** A history of backups, each known by its position, oldest first. */
export class History {
  readonly backups: readonly number[];
  readonly prunes: readonly number[];
  readonly zone: Zone;
  readonly #fulls?: ReadonlySet<number>;
  readonly #numbers = new Map<Period, Int32Array>();

  /** @throws RangeError if there is no such zone */
  constructor({ backups, prunes, zone, fulls }: Instants) {
    this.backups = ascending(backups);
    this.prunes = ascending(prunes);
    this.zone = Zone.of(zone);
    this.#fulls = fulls && new Set(fulls);
  }

  /** Milliseconds from the first backup to the last. */
  get span(): number {
    return (this.backups.at(-1) ?? 0) - (this.backups[0] ?? 0);
  }

  /** The longest time in milliseconds without a backup. */
  get widestGap(): number {
    const gaps = this.backups.slice(1).map((instant, at) => instant - (this.backups[at] ?? 0));
    return gaps.reduce((widest, gap) => Math.max(widest, gap), 0);
  }

  /** The number of each backup's period, counted from that of the first backup. */
  numbers(period: Period): Int32Array {
    const known = this.#numbers.get(period);
    if (known) return known;
    const number = periodNumber[period];
    const all = this.backups.map((instant) => number(this.zone.wallTime(instant)));
    const first = all.reduce((least, value) => Math.min(least, value), Infinity);
    const numbers = Int32Array.from(all, (value) => value - first);
    this.#numbers.set(period, numbers);
    return numbers;
  }

  /** Whether the backup builds on no other. */
  isFull(position: number): boolean {
    if (this.#fulls) return this.#fulls.has(this.backups[position] ?? NaN);
    const weeks = this.numbers("weekly");
    return position === 0 || weeks[position] !== weeks[position - 1];
  }

  /** Every midnight UTC from the first backup to the last event. */
  midnights(): number[] {
    const first = Math.ceil((this.backups[0] ?? 0) / day);
    const last = Math.floor(Math.max(this.backups.at(-1) ?? 0, this.prunes.at(-1) ?? 0) / day);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * day);
  }
}

/** Each value once, smallest first. */
export function ascending(values: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return Array.from(sorted.filter((value, at) => value !== sorted[at - 1]));
}
