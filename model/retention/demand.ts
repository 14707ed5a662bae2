import { type WantedRetention } from "../estate";
import { type History } from "./history";
import { day, longest, type Period } from "./period";
import { type Rule } from "./rule";
import { newestLost, Observer, oldestAge, type Proof, replay, steadyAt } from "./simulation";

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

/**
 * What the history shows of a rule that fulfils the demand at every moment; `undefined` of one that does not, and then
 * it looks no further than the first breach.
 */
export function proofOf(history: History, rule: Rule, demand: Demand): Proof | undefined {
  const least = demand.days * day;
  const steady = steadyAt(history, rule);
  const observer = new Observer(history, rule);
  let fulfilled = true;
  replay(history, rule, {
    deleted(positions, now) {
      fulfilled = positions.every((at) => now - newestLost(history, rule, at) >= least);
      return fulfilled && observer.deleted(positions, now);
    },
    after(held, now) {
      fulfilled =
        now < steady ||
        (oldestAge(history.backups, held, now) >= least &&
          missingOf(history, held, demand) === undefined);
      return fulfilled && observer.after(held, now);
    },
  });
  return fulfilled ? observer.proof : undefined;
}

/**
 * Of what there are too few at some moment, and how many there should be.
 *
 * @throws Error if there are always enough
 */
export function firstMissing(history: History, rule: Rule, demand: Demand): Count {
  const steady = steadyAt(history, rule);
  let found: Count | undefined;
  replay(history, rule, {
    deleted: () => true,
    after(held, now) {
      if (now >= steady) found = missingOf(history, held, demand);
      return found === undefined;
    },
  });
  if (found === undefined) throw new Error("there are as many copies as wanted at every moment");
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
  return counts.find(({ kind, count }) =>
    kind === "last" ? held.length < count : !reaches(history.numbers(kind), held, count),
  );
}

/** Whether copies lie in so many periods, found from the newest on, a whole period at a time. */
function reaches(numbers: Int32Array, held: readonly number[], count: number): boolean {
  let [found, places] = [0, held.length];
  while (places > 0 && found < count) {
    const newest = numbers[held[places - 1] as number] as number;
    let [older, inPeriod] = [-1, places - 1];
    while (inPeriod - older > 1) {
      const middle = (older + inPeriod) >> 1;
      if ((numbers[held[middle] as number] as number) < newest) older = middle;
      else inPeriod = middle;
    }
    places = inPeriod;
    found += 1;
  }
  return found >= count;
}

/** About so many days copies must be kept to be as many as wanted. @param gap - milliseconds between backups */
export function daysOf(wanted: WantedRetention, gap: number): number {
  const { last = 0, daily = 0, weekly = 0, monthly = 0, yearly = 0, days } = wanted;
  const between = [
    days * day,
    (last - 1) * gap,
    (daily - 1) * Math.max(gap, longest.daily),
    (weekly - 1) * Math.max(gap, longest.weekly),
    (monthly - 1) * Math.max(gap, longest.monthly),
    (yearly - 1) * Math.max(gap, longest.yearly),
  ];
  return Math.ceil((Math.max(...between) + gap) / day);
}

/** About as many copies as span those days. */
export function copiesOf(wanted: WantedRetention, gap: number): number {
  return Math.ceil((daysOf(wanted, gap) * day) / (gap || day));
}
