import { type History } from "./history";
import { day } from "./period";
import { type Rule } from "./rule";

/**
 * What a history of years shows. It assumes that every backup and every prune runs when it is due and that nobody
 * adds or removes a copy by hand. A run that is missed deletes nothing younger than wanted, but can leave the oldest
 * copy younger (docs/decisions/0011).
 */
export interface Proof {
  /** Whole days of the youngest thing ever deleted; `null` if nothing ever is. */
  readonly keepsAtLeastDays: number | null;
  /**
   * Whole days of the oldest copy when it is youngest, from `steadyAt` on; `null` if nothing is ever deleted, 0 if
   * the history ends before it is steady.
   */
  readonly oldestAtLeastDays: number | null;
  /** Most copies at a time. */
  readonly restorePoints: number;
  /** Most copies at a time that take up space: those that can be restored, and those that are hidden but still there. */
  readonly storedPoints: number;
  /** Milliseconds from the oldest copy to the newest, at most. */
  readonly span: number;
  /** From when on the beginning of the history has no influence. Milliseconds since 1970 UTC. */
  readonly steadyAt: number;
}

/** Somebody who watches a history go by, and says each time whether to go on. */
export interface Watcher {
  /** Before copies go. */
  deleted(positions: readonly number[], now: number): boolean;
  /** After everything that happens at one instant. @param held - positions, oldest first */
  after(held: readonly number[], now: number): boolean;
}

/** Later than anything. A constant of the module, since the global one is slow where globals are looked up. */
const never = Infinity;

/** Plays a history: at one instant, backups come before what prunes them. */
export function replay(history: History, rule: Rule, watcher: Watcher): void {
  const { backups } = history;
  const { runs } = rule;
  // The one list that everything is added to: a copy for each backup costs more than the rules do.
  let held: number[] = [];
  let [made, run] = [0, 0];
  while (made < backups.length || run < runs.length) {
    const [backup, next] = [backups[made] ?? never, runs[run] ?? never];
    const now = backup < next ? backup : next;
    if (backup === now) held.push(made++);
    if (next === now) {
      run += 1;
      const { kept, deleted } = runOf(rule, held, now);
      held = kept;
      if (deleted.length > 0 && !watcher.deleted(deleted, now)) return;
    }
    if (!watcher.after(held, now)) return;
  }
}

const nothing: readonly number[] = [];

/** What a run leaves of what is held, and what it lets go of. */
function runOf(rule: Rule, held: number[], now: number) {
  if (rule.gone === undefined) {
    const kept = rule.kept(held, now);
    return { kept, deleted: without(held, kept) };
  }
  const gone = rule.gone(held, now);
  return { kept: held, deleted: gone === 0 ? nothing : held.splice(0, gone) };
}

/** From when on the beginning of the history has no influence. */
export function steadyAt(history: History, rule: Rule): number {
  return (history.backups[0] ?? 0) + rule.reach;
}

/** Plays the whole history and says what it shows. */
export function simulate(history: History, rule: Rule): Proof {
  const observer = new Observer(history, rule);
  replay(history, rule, observer);
  return observer.proof;
}

/** Watches a whole history and remembers what a proof is made of. */
export class Observer implements Watcher {
  readonly #history: History;
  readonly #rule: Rule;
  readonly #steadyAt: number;
  readonly #stored: StoredPoints;
  #youngestDeleted = Infinity;
  #youngestOldest = Infinity;
  #restorePoints = 0;
  #span = 0;

  constructor(history: History, rule: Rule) {
    this.#history = history;
    this.#rule = rule;
    this.#steadyAt = steadyAt(history, rule);
    this.#stored = new StoredPoints(rule);
  }

  deleted(positions: readonly number[], now: number): boolean {
    for (const at of positions) {
      const age = now - newestLost(this.#history, this.#rule, at);
      if (age < this.#youngestDeleted) this.#youngestDeleted = age;
      this.#stored.hide(at, now);
    }
    return true;
  }

  after(held: readonly number[], now: number): boolean {
    if (held.length > this.#restorePoints) this.#restorePoints = held.length;
    this.#stored.count(held.length, now);
    const { backups } = this.#history;
    const newest = held[held.length - 1];
    const span = newest === undefined ? 0 : oldestAge(backups, held, backups[newest] as number);
    if (span > this.#span) this.#span = span;
    if (now < this.#steadyAt) return true;
    const age = oldestAge(backups, held, now);
    if (age < this.#youngestOldest) this.#youngestOldest = age;
    return true;
  }

  /** What was seen until now. */
  get proof(): Proof {
    const deletes = this.#youngestDeleted !== Infinity;
    const days = (age: number) => (deletes ? Math.floor(age / day) : null);
    return {
      keepsAtLeastDays: days(this.#youngestDeleted),
      oldestAtLeastDays: days(this.#youngestOldest === Infinity ? 0 : this.#youngestOldest),
      restorePoints: this.#restorePoints,
      storedPoints: this.#stored.most,
      span: this.#span,
      steadyAt: this.#steadyAt,
    };
  }
}

/** The newest moment that goes with a copy. */
export function newestLost(history: History, rule: Rule, position: number): number {
  return rule.newestLost?.(position) ?? (history.backups[position] as number);
}

/** Milliseconds; 0 if there is no copy. */
export function oldestAge(
  backups: readonly number[],
  held: readonly number[],
  now: number,
): number {
  const oldest = held[0];
  return oldest === undefined ? 0 : now - (backups[oldest] as number);
}

/** Those of `all` that are not in `some`; both ascending. */
function without(all: readonly number[], some: readonly number[]): readonly number[] {
  if (some === all) return nothing;
  let next = 0;
  return all.filter((value) => {
    if (some[next] !== value) return true;
    next += 1;
    return false;
  });
}

/** Counts what takes up space. */
class StoredPoints {
  readonly #rule: Rule;
  /** When what is hidden is let go of, the soonest first, from `#first` on. */
  #hiddenUntil: number[] = [];
  #first = 0;
  most = 0;

  constructor(rule: Rule) {
    this.#rule = rule;
  }

  hide(position: number, now: number): void {
    const until = this.#rule.storedUntil?.(position, now) ?? now;
    const latest = this.#hiddenUntil.at(-1);
    this.#hiddenUntil.push(until);
    if (latest !== undefined && until < latest) this.#sort();
  }

  count(visible: number, now: number): void {
    while ((this.#hiddenUntil[this.#first] ?? never) <= now) this.#first += 1;
    const stored = visible + this.#hiddenUntil.length - this.#first;
    if (stored > this.most) this.most = stored;
  }

  #sort(): void {
    this.#hiddenUntil = this.#hiddenUntil.slice(this.#first).sort((a, b) => a - b);
    this.#first = 0;
  }
}
