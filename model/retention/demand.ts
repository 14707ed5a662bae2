import { type WantedRetention } from "../estate";
import { type History } from "./history";
import { day, type Period } from "./period";
import { type Rule } from "./rule";
import { newestLost, oldestAge, replay, steadyAt } from "./simulation";

/** What copies must fulfil at every moment. */
export interface Demand {
  /** Nothing younger goes, and a copy at least this old exists. */
  readonly days: number;
  /** At least so many copies, or copies in at least so many periods. */
  readonly counts: readonly Count[];
}

/** Where an engine counts copies itself, its own options keep as many as wanted, and only the days are left. */
export function daysAlone({ days }: WantedRetention): Demand {
  return { days, counts: [] };
}

/** Where an engine counts no copies, its settings must leave as many as wanted. */
export function daysAndCounts(wanted: WantedRetention): Demand {
  const kinds = ["last", "daily", "weekly", "monthly", "yearly"] as const;
  const counts = kinds.map((kind) => ({ kind, count: wanted[kind] ?? 0 }));
  return { days: wanted.days, counts: counts.filter(({ count }) => count > 0) };
}

/** Whether the rule fulfils the demand at every moment of the history; looks no further than the first breach. */
export function fulfils(history: History, rule: Rule, demand: Demand): boolean {
  const least = demand.days * day;
  const steady = steadyAt(history, rule);
  let fulfilled = true;
  replay(history, rule, {
    deleted(positions, now) {
      fulfilled = positions.every((at) => now - newestLost(history, rule, at) >= least);
      return fulfilled;
    },
    after(held, now) {
      if (now < steady) return true;
      fulfilled =
        oldestAge(history.backups, held, now) >= least &&
        missingOf(history, held, demand) === undefined;
      return fulfilled;
    },
  });
  return fulfilled;
}

/** Of what there are too few at some moment, and how many there should be. */
export function firstMissing(history: History, rule: Rule, demand: Demand): Count | undefined {
  const steady = steadyAt(history, rule);
  let found: Count | undefined;
  replay(history, rule, {
    deleted: () => true,
    after(held, now) {
      if (now >= steady) found = missingOf(history, held, demand);
      return found === undefined;
    },
  });
  return found;
}

/** A wanted number of copies of one kind. */
export interface Count {
  readonly kind: "last" | Exclude<Period, "hourly">;
  readonly count: number;
}

function missingOf(
  history: History,
  held: readonly number[],
  { counts }: Demand,
): Count | undefined {
  return counts.find(({ kind, count }) => {
    const there = kind === "last" ? held.length : distinct(history.numbers(kind), held);
    return there < count;
  });
}

function distinct(numbers: Int32Array, held: readonly number[]): number {
  let count = 0;
  let previous: number | undefined;
  for (const at of held) {
    if (numbers[at] !== previous) count += 1;
    previous = numbers[at];
  }
  return count;
}
