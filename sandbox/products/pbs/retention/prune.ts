import { type Period, periods } from "./periods";

/** What the algorithm must know of a snapshot. */
export interface Prunable {
  readonly time: Date;
  /** Whether it has a manifest; one without was interrupted or is still being written. */
  readonly finished: boolean;
  readonly protected: boolean;
}

/** How many snapshots to keep, by period. */
export type KeepOptions = Readonly<Partial<Record<Period, number>>>;

/** What becomes of a snapshot, in the words of the product's log. */
export type Mark = "keep" | "keep partial" | "keep protected" | "remove";

/**
 * Decides what becomes of a group's snapshots, newest first (pbs-datastore, compute_prune_info).
 *
 * Each option first notes the periods in which earlier options keep something, then keeps the newest
 * snapshot of the next N *other* periods. Periods without snapshots do not count, protected
 * snapshots are kept outside the count, and of unfinished ones only the newest stays, until a later
 * one finishes.
 */
export function pruneMarks<T extends Prunable>(
  snapshots: readonly T[],
  keep: KeepOptions,
): { readonly snapshot: T; readonly mark: Mark }[] {
  const newestFirst = [...snapshots].sort((a, b) => b.time.getTime() - a.time.getTime());
  const marks = new Map<T, Mark>(markUnfinished(newestFirst));
  for (const period of Object.keys(periods) as Period[]) {
    const count = keep[period];
    if (count !== undefined) select(newestFirst, marks, period, count);
  }
  return newestFirst.map((snapshot) => ({
    snapshot,
    mark: snapshot.protected ? "keep protected" : (marks.get(snapshot) ?? "remove"),
  }));
}

/** Whether any option keeps anything; a prune without one removes nothing. */
export function keepsSomething(keep: KeepOptions): boolean {
  return Object.values(keep).some((count) => count > 0);
}

function markUnfinished<T extends Prunable>(newestFirst: readonly T[]): [T, Mark][] {
  return newestFirst.flatMap((snapshot, index): [T, Mark][] => {
    if (snapshot.finished) return [];
    return [[snapshot, index === 0 ? "keep partial" : "remove"]];
  });
}

function select<T extends Prunable>(
  newestFirst: readonly T[],
  marks: Map<T, Mark>,
  period: Period,
  count: number,
): void {
  const periodOf = (snapshot: T) => periods[period](snapshot.time);
  const covered = new Set(newestFirst.filter((each) => marks.get(each) === "keep").map(periodOf));
  const chosen = new Set<string>();
  for (const snapshot of newestFirst) {
    if (marks.has(snapshot) || snapshot.protected) continue;
    const name = periodOf(snapshot);
    if (covered.has(name)) continue;
    if (!chosen.has(name) && chosen.size >= count) break;
    marks.set(snapshot, chosen.has(name) ? "remove" : "keep");
    chosen.add(name);
  }
}
