import { type History } from "./history";
import { NumberSet } from "./number-set";
import { type Period } from "./period";

/** How many snapshots a prune keeps of each kind; what is left out or 0 keeps none. */
export interface PbsKeep {
  readonly keepLast?: number;
  readonly keepHourly?: number;
  readonly keepDaily?: number;
  readonly keepWeekly?: number;
  readonly keepMonthly?: number;
  readonly keepYearly?: number;
}

/** What the prune makes of a snapshot; all but `remove` stay. */
export type PbsMark = "keep" | "keep-partial" | "protected" | "remove";

/** Snapshots that are not like the others, by their position in the history. */
export interface PbsFlags {
  /** Never removed and never counted. */
  readonly protected?: ReadonlySet<number>;
  /** Without a manifest, because the backup broke off or still runs. */
  readonly unfinished?: ReadonlySet<number>;
}

/** In the order in which they take their pick. */
const options: readonly (readonly [keyof PbsKeep, Period | "last"])[] = [
  ["keepLast", "last"],
  ["keepHourly", "hourly"],
  ["keepDaily", "daily"],
  ["keepWeekly", "weekly"],
  ["keepMonthly", "monthly"],
  ["keepYearly", "yearly"],
];

/** Marks as numbers, so that a prune of years of history is quick; 0 is none. */
const [none, keep, partial, remove] = [0, 1, 2, 3];
const names: Readonly<Record<number, PbsMark>> = {
  [none]: "remove",
  [keep]: "keep",
  [partial]: "keep-partial",
  [remove]: "remove",
};

interface Selection {
  readonly count: number;
  /** The period of each snapshot, by position. */
  readonly periods: Int32Array;
  readonly covered: NumberSet;
  readonly taken: NumberSet;
}

/**
 * What Proxmox Backup Server's prune does to the snapshots of one group. Each option in turn walks from the newest
 * snapshot to the oldest and keeps the newest of its next periods; it passes over periods in which an earlier option
 * kept something, and periods without snapshots do not count. Of unfinished snapshots only one that is newer than
 * every finished one stays. Options that keep nothing at all keep everything.
 *
 * Source: proxmox-backup, `pbs-datastore/src/prune.rs`, `compute_prune_info`, and the product's documentation,
 * "Pruning". Periods are told in the server's zone, weeks are those of ISO 8601.
 */
export class PbsPrune {
  readonly #selections: readonly Selection[];
  readonly #marks: Uint8Array;
  readonly #flags: PbsFlags;
  /** What the options so far keep. */
  readonly #chosen: number[] = [];

  constructor(history: History, counts: PbsKeep, flags: PbsFlags = {}) {
    this.#flags = flags;
    this.#marks = new Uint8Array(history.backups.length);
    this.#selections = options.flatMap(([option, period]) => {
      const count = counts[option] ?? 0;
      if (count === 0) return [];
      const periods = period === "last" ? ownPeriods(history) : history.numbers(period);
      const greatest = periods.reduce((most, number) => Math.max(most, number), 0);
      return [{ count, periods, covered: new NumberSet(greatest), taken: new NumberSet(greatest) }];
    });
  }

  /** The mark of each snapshot, in the order given. @param held - positions, oldest first */
  marks(held: readonly number[]): PbsMark[] {
    this.#mark(held);
    return held.map((at) => {
      if (this.#flags.protected?.has(at)) return "protected";
      return names[this.#marks[at] as number] as PbsMark;
    });
  }

  /** What stays; `held` itself if that is everything. @param held - positions, oldest first */
  kept(held: number[]): number[] {
    this.#mark(held);
    const [marks, safe] = [this.#marks, this.#flags.protected];
    const stays = held.filter((at) => {
      const mark = marks[at];
      return mark === keep || mark === partial || safe?.has(at);
    });
    return stays.length === held.length ? held : stays;
  }

  #mark(held: readonly number[]): void {
    const keepsAll = this.#selections.length === 0;
    const marks = this.#marks;
    for (const at of held) marks[at] = keepsAll ? keep : none;
    if (keepsAll) return;
    if (this.#flags.unfinished) this.#markUnfinished(held, this.#flags.unfinished);
    this.#chosen.length = 0;
    for (const selection of this.#selections) this.#select(held, selection);
  }

  /** Only the newest snapshot may be unfinished. */
  #markUnfinished(held: readonly number[], unfinished: ReadonlySet<number>): void {
    const newest = held.at(-1);
    for (const at of held) {
      if (unfinished.has(at)) this.#marks[at] = at === newest ? partial : remove;
    }
  }

  #select(held: readonly number[], { count, periods, covered, taken }: Selection): void {
    const [marks, safe, chosen] = [this.#marks, this.#flags.protected, this.#chosen];
    covered.clear();
    taken.clear();
    for (const at of chosen) covered.add(periods[at] as number);
    for (let place = held.length - 1; place >= 0; place -= 1) {
      const at = held[place] as number;
      const period = periods[at] as number;
      if (marks[at] !== none || covered.has(period)) continue;
      if (safe?.has(at)) continue;
      if (!taken.has(period) && taken.size >= count) return;
      if (taken.has(period)) {
        marks[at] = remove;
        continue;
      }
      marks[at] = keep;
      chosen.push(at);
      taken.add(period);
    }
  }
}

/** Every snapshot in a period of its own. */
function ownPeriods(history: History): Int32Array {
  return Int32Array.from(history.backups, (_, at) => at);
}
