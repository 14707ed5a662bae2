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
  #chains?: Int32Array;
  #widestGap?: number;
  #widestChain?: number;
  #midnights?: readonly number[];
  #events?: readonly number[];

  /** @throws RangeError if there is no such zone */
  constructor({ backups, prunes, zone, fulls }: Instants) {
    this.backups = ascending(backups);
    const [first = 0, last = 0] = [this.backups[0], this.backups.at(-1)];
    // What runs after the last backup sees a history that has ended.
    this.prunes = ascending(prunes).filter((instant) => instant >= first && instant <= last);
    this.zone = Zone.of(zone);
    this.#fulls = fulls && new Set(fulls);
  }

  /** Milliseconds from the first backup to the last. */
  get span(): number {
    return (this.backups.at(-1) ?? 0) - (this.backups[0] ?? 0);
  }

  /** The longest time in milliseconds without a backup. */
  get widestGap(): number {
    this.#widestGap ??= widest(this.backups);
    return this.#widestGap;
  }

  /** The longest time in milliseconds without a full backup. */
  get widestChain(): number {
    this.#widestChain ??= widest(
      this.backups.filter((_, at) => this.isFull(at) || at + 1 === this.backups.length),
    );
    return this.#widestChain;
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

  /** Whether the backup builds on no other, as the first one never does. */
  isFull(position: number): boolean {
    return this.chains[position] !== this.chains[position - 1];
  }

  /** The number of the chain that each backup is part of, from 0 on: a full one, and those that build on it. */
  get chains(): Int32Array {
    this.#chains ??= this.#countChains();
    return this.#chains;
  }

  /** Every midnight UTC from the first backup to the last. */
  get midnights(): readonly number[] {
    this.#midnights ??= midnightsFrom(this.backups[0] ?? 0, this.backups.at(-1) ?? 0);
    return this.#midnights;
  }

  /** Every instant at which a copy is made or copies are pruned. */
  get events(): readonly number[] {
    this.#events ??= ascending([...this.backups, ...this.prunes]);
    return this.#events;
  }

  #countChains(): Int32Array {
    const [fulls, weeks] = [this.#fulls, this.numbers("weekly")];
    let chain = 0;
    return Int32Array.from(this.backups, (instant, at) => {
      const full = fulls ? fulls.has(instant) : weeks[at] !== weeks[at - 1];
      if (full && at > 0) chain += 1;
      return chain;
    });
  }
}

function widest(instants: readonly number[]): number {
  let [gap, previous] = [0, instants[0] ?? 0];
  for (const instant of instants) {
    gap = Math.max(gap, instant - previous);
    previous = instant;
  }
  return gap;
}

function midnightsFrom(from: number, to: number): number[] {
  const [first, last] = [Math.ceil(from / day), Math.floor(to / day)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * day);
}

/** Each value once, smallest first; the values themselves if they are so already. */
function ascending(values: readonly number[]): readonly number[] {
  if (values.every((value, at) => at === 0 || value > values[at - 1]!)) return values;
  return [...new Set(Float64Array.from(values).sort())];
}
