import { daysAfter, daysBetween, monthsAfter } from "../calendar/iso-date";
import { engines } from "../engines/engines";
import { type Estate, type Place } from "../estate";
import { groupedBy } from "../grouping";
import { entry, mapRecord, sortedEntries } from "../record";
import { rounded } from "../rounding";
import { grownHistory } from "../size/kept-history";
import { storedGB } from "../size/stored-size";
import { type PlannedCopy, type PlannedItem, type StoreCapacity } from "./plan";
import { storeLabel } from "./store-label";
import { storeResource } from "./store-resource";
import { type Brought } from "./synced-copies";

/** Per cent of a capacity that matter. The first two are the lab's: warn at 75 %, critical at 90 %. */
export const fillLevels = [75, 90, 100] as const;

export type FillLevel = (typeof fillLevels)[number];

/** Whether so much is too much: as much as it holds is not. */
export function reaches(gigabytes: number, level: FillLevel, capacityGB: number): boolean {
  const share = gigabytes / capacityGB;
  return level === 100 ? share > 1 : share >= level / 100;
}

/**
 * How every store of a declared capacity, or disk that several stores lie on, fills up. Nobody knows what it holds
 * today: every first backup is taken to be made today, into nothing.
 *
 * @param brought - what sync jobs put there besides
 * @param today - YYYY-MM-DD
 */
export function planCapacity(
  { places, sizing }: Pick<Estate, "places" | "sizing">,
  items: readonly PlannedItem[],
  copies: readonly PlannedCopy[],
  brought: Brought,
  today: string,
): StoreCapacity[] {
  const measured = new Set(items.filter((item) => item.measured).map(({ name }) => name));
  const resourceOf = mapRecord(places, storeResource);
  const copiesIn = groupedBy([...copies, ...brought.copies], ({ place }) =>
    entry(resourceOf, place),
  );
  const unknownIn = groupedBy(brought.unknown, ({ place }) => entry(resourceOf, place));
  const stores = groupedBy(sortedEntries(places), ([name]) => entry(resourceOf, name));
  return [...stores].flatMap(([resource, parts]) => {
    const limit = limitOf(parts);
    if (limit === undefined) return [];
    const { place, capacityGB } = limit;
    const held = copiesIn.get(resource) ?? [];
    const growth = growthOf(held, sizing.dailyChangeShare);
    return {
      resource,
      store: describeStores(parts),
      path: `backup:places.${place}.capacityGB`,
      capacityGB,
      storedGB: rounded(growth.storedGB(growth.days), 2),
      estimated: held.some(({ item }) => !measured.has(item)),
      unproven: unprovenOf(held, unknownIn.get(resource) ?? []),
      growing: growingOf(held),
      months: monthsOf(growth, today),
      passes: fillLevels.map((percent) => ({
        percent,
        ...passing(growth, percent, capacityGB, today),
      })),
    };
  });
}

type Named = readonly [name: string, place: Place];

/** Parts of one store, and stores of one disk, share its room, whatever each of them says: the smallest figure counts. */
function limitOf(parts: readonly Named[]) {
  const limits = parts.flatMap(([place, { capacityGB }]) =>
    capacityGB === undefined ? [] : [{ place, capacityGB }],
  );
  const [first, ...others] = limits;
  return first && others.reduce((a, b) => (b.capacityGB < a.capacityGB ? b : a), first);
}

/** `vm-backup`, or `disk pbs01-nvme (container-backup, vm-backup)`. */
function describeStores(parts: readonly [Named, ...Named[]]): string {
  const stores = [...new Set(parts.map(([, place]) => storeLabel(place)))].sort().join(", ");
  const [[, { disk }]] = parts;
  return disk === undefined ? stores : `disk ${disk} (${stores})`;
}

function unprovenOf(held: readonly PlannedCopy[], unknown: Brought["unknown"]): string[] {
  const classes = held.flatMap(({ retention, class: name }) => (retention.proven ? [] : [name]));
  return [...new Set([...classes, ...unknown.map(({ job }) => job)])].sort();
}

function growingOf(held: readonly PlannedCopy[]): string[] {
  const classes = held.flatMap(({ engine, class: name }) =>
    engines[engine].keepsDeleted ? [name] : [],
  );
  return [...new Set(classes)].sort();
}

/** How much there is on each day from the first backups on. */
interface Growth {
  /** Gigabytes so many days after; never falling. */
  readonly storedGB: (days: number) => number;
  /** Days after which it grows no more. */
  readonly days: number;
}

/** What one job makes grows in step, however large each of its items is. */
function growthOf(copies: readonly PlannedCopy[], dailyChangeShare: number): Growth {
  const jobs = [...groupedBy(copies, ({ job, place }) => `${job} ${place}`).values()].map((own) => {
    const [first] = own;
    const share = grownShare(first, dailyChangeShare);
    const whole = own.reduce((sum, copy) => sum + copy.storedGB, 0);
    return { days: fullAfterDays(first), storedGB: (days: number) => whole * share(days) };
  });
  return {
    storedGB: (days) => jobs.reduce((sum, job) => sum + job.storedGB(days), 0),
    days: jobs.reduce((most, { days }) => Math.max(most, days), 0),
  };
}

function fullAfterDays({ history, retention: { steadyAfterDays } }: PlannedCopy): number {
  const { restorePoints, intervalDays, spanDays } = history;
  const grown = Math.ceil(Math.max(spanDays, (restorePoints - 1) * intervalDays));
  return steadyAfterDays === null ? grown : Math.min(grown, steadyAfterDays);
}

/** Share of the whole history's size that there is after so many days. */
function grownShare(copy: PlannedCopy, dailyChangeShare: number): (days: number) => number {
  const { engine, history } = copy;
  const full = fullAfterDays(copy);
  // Of the proportions alone: how well copies are compressed is the same on every day.
  const size = (of: typeof history) =>
    storedGB(engine, { usedGB: 1, dailyChangeGB: dailyChangeShare }, of, uncompressed);
  const whole = size(history);
  return (days) => (days >= full ? 1 : size(grownHistory(history, days)) / whole);
}

const uncompressed = { reduction: 1 };

function monthsOf({ storedGB: held, days }: Growth, today: string): StoreCapacity["months"] {
  const months = [{ date: today, storedGB: rounded(held(0), 2) }];
  for (let month = 1, passed = 0; passed < days; month += 1) {
    const date = monthsAfter(today, month);
    passed = daysBetween(today, date);
    months.push({ date, storedGB: rounded(held(passed), 2) });
  }
  return months;
}

/** The first day on which that much of the capacity is taken; none if that never is so at the planned size. */
function passing(
  { storedGB: held, days }: Growth,
  level: FillLevel,
  capacityGB: number,
  today: string,
): { readonly date?: string } {
  const isPassed = (day: number) => reaches(held(day), level, capacityGB);
  if (!isPassed(days)) return {};
  let [before, after] = [-1, days];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (isPassed(middle)) after = middle;
    else before = middle;
  }
  return { date: daysAfter(today, after) };
}
