import { type History } from "./history";
import { day } from "./period";
import { type Rule } from "./rule";

/**
 * What a history of years shows. It assumes that every backup and every prune runs when it is due and that nobody
 * adds or removes a copy by hand: a backup that is missed can only be older than promised where an engine counts
 * copies, and leaves a gap where it counts days.
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
  let held: readonly number[] = [];
  let [made, run] = [0, 0];
  while (made < backups.length || run < runs.length) {
    const [backup, next] = [backups[made] ?? never, runs[run] ?? never];
    const now = backup < next ? backup : next;
    if (backup === now) held = [...held, made++];
    if (next === now) {
      run += 1;
      const kept = rule.kept(held, now);
      if (kept !== held && !watcher.deleted(without(held, kept), now)) return;
      held = kept;
    }
    if (!watcher.after(held, now)) return;
  }
}

/** From when on the beginning of the history has no influence. */
export function steadyAt(history: History, rule: Rule): number {
  return (history.backups[0] ?? 0) + rule.reach;
}

/** Plays the whole history and says what it shows. */
export function simulate(history: History, rule: Rule): Proof {
  const { backups } = history;
  const steady = steadyAt(history, rule);
  const stored = new StoredPoints(rule);
  let [youngestDeleted, youngestOldest, restorePoints] = [Infinity, Infinity, 0];
  replay(history, rule, {
    deleted(positions, now) {
      for (const at of positions) {
        youngestDeleted = Math.min(youngestDeleted, now - newestLost(history, rule, at));
        stored.hide(at, now);
      }
      return true;
    },
    after(held, now) {
      if (held.length > restorePoints) restorePoints = held.length;
      stored.count(held.length, now);
      if (now < steady) return true;
      const age = oldestAge(backups, held, now);
      if (age < youngestOldest) youngestOldest = age;
      return true;
    },
  });
  const days = (age: number) => (youngestDeleted === Infinity ? null : Math.floor(age / day));
  if (youngestOldest === Infinity) youngestOldest = 0;
  return {
    keepsAtLeastDays: days(youngestDeleted),
    oldestAtLeastDays: days(youngestOldest),
    restorePoints,
    storedPoints: stored.most,
    steadyAt: steady,
  };
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
function without(all: readonly number[], some: readonly number[]): number[] {
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
  #hiddenUntil: number[] = [];
  most = 0;

  constructor(rule: Rule) {
    this.#rule = rule;
  }

  hide(position: number, now: number): void {
    this.#hiddenUntil.push(this.#rule.storedUntil?.(position, now) ?? now);
  }

  count(visible: number, now: number): void {
    if (this.#hiddenUntil.length > 0) {
      this.#hiddenUntil = this.#hiddenUntil.filter((until) => until > now);
    }
    const stored = visible + this.#hiddenUntil.length;
    if (stored > this.most) this.most = stored;
  }
}
