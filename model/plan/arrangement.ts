import { Bookings } from "./bookings";
import { firstRound, withRunsByHand } from "./first-round";
import { inTheWayOf, noSharing, type Sharing, sharingOf } from "./sharing";
import { type SiteWeek } from "./site-week";
import { soonestAfter } from "./succession";
import { isSlowAtFirst, type PlacedTask, type Task } from "./task";

/** Jobs in their places. */
export interface Arrangement {
  /** By the id of the job. */
  readonly placed: ReadonlyMap<string, PlacedTask>;
  readonly unplaced: readonly Task[];
  readonly sharing: Sharing;
}

/** How often it is tried to place everything; more tries found nothing more in random estates. */
const attempts = 4;

/** How often jobs that found no place are let share what they need with more frequent ones. */
const sharingRounds = 2;

/** How tasks are to be placed. */
interface Manner {
  readonly week: SiteWeek;
  /** Whether it is certain that no arrangement has a place for all tasks like this one. */
  readonly isHopeless: (task: Task) => boolean;
  /** Whether first runs get places of their own. */
  readonly withFirstRuns: boolean;
  readonly sharing: Sharing;
}

/**
 * Places tasks that have something to do with each other: with their first runs, if that leaves no more of them without
 * a place than without. Those that find none may share what they need with more frequent ones.
 *
 * @param tasks - sorted by id
 * @param isHopeless - whether it is certain that no arrangement has a place for all tasks like this one
 */
export function arrange(
  tasks: readonly Task[],
  week: SiteWeek,
  isHopeless: (task: Task) => boolean,
): Arrangement {
  const bare: Manner = { week, isHopeless, withFirstRuns: false, sharing: noSharing };
  const manners = tasks.some(isSlowAtFirst) ? [{ ...bare, withFirstRuns: true }, bare] : [bare];
  const { manner, found } = firstBest(manners, (one) => arrangeBest(tasks, one), isHopeless);
  const shared = arrangeSharing(tasks, manner, found);
  const { placed, sharing } = shared;
  const begun = manner.withFirstRuns ? placed : firstRound(placed, week, sharing);
  return { ...shared, placed: withRunsByHand(begun, week, sharing) };
}

/** The first manner that leaves fewest tasks over; others are not tried once only hopeless ones are. */
function firstBest(
  manners: readonly Manner[],
  arrangeIn: (manner: Manner) => Arrangement,
  isHopeless: (task: Task) => boolean,
) {
  let best: { readonly manner: Manner; readonly found: Arrangement } | undefined;
  for (const manner of manners) {
    if (best?.found.unplaced.every(isHopeless)) break;
    const found = arrangeIn(manner);
    if (best === undefined || found.unplaced.length < best.found.unplaced.length) {
      best = { manner, found };
    }
  }
  return best!;
}

/** The arrangement, or a better one in which tasks that it left over share what they need with more frequent ones. */
function arrangeSharing(tasks: readonly Task[], manner: Manner, alone: Arrangement): Arrangement {
  let best = alone;
  let pausing: ReadonlySet<Task> = new Set();
  for (let round = 0, last = best; round < sharingRounds; round += 1) {
    const stuck = last.unplaced.filter((task) => !manner.isHopeless(task));
    const helpers = [...helpedBySharing(stuck, last, tasks, manner), ...inTheWayOf(stuck, tasks)];
    const more = helpers.filter((task) => !pausing.has(task));
    if (more.length === 0) return best;
    pausing = new Set([...pausing, ...more]);
    last = arrangeBest(tasks, { ...manner, sharing: sharingOf(pausing, tasks) });
    if (last.unplaced.length < best.unplaced.length) best = last;
  }
  return best;
}

/** Those of the tasks left over that would have a place if they could stand still while more frequent ones run. */
function helpedBySharing(
  stuck: readonly Task[],
  { placed }: Arrangement,
  tasks: readonly Task[],
  { week }: Manner,
): Task[] {
  const sharing = sharingOf(new Set(stuck), tasks);
  if (sharing.jobs.size === 0) return [];
  const bookings = new Bookings(week, sharing);
  for (const { first: _, ...place } of placed.values()) bookings.book(place);
  return stuck.filter(
    (task) => bookings.find(task, task.patterns.of(task.frequency, task.slots)) !== undefined,
  );
}

/**
 * Places the tasks, most runs first and of those the longest first, each at the first time at which all it needs is
 * free, or soonest after the jobs it follows. A task that found no place goes before the others in the next
 * attempt ("squeaky wheel" optimisation: Joslin and Clements, Journal of Artificial Intelligence Research 10,
 * 1999, pages 353 to 373). Of all attempts the one with the fewest tasks left over is taken.
 *
 * Packing is hard in general: a task that is left over may have a place that was not found.
 */
function arrangeBest(tasks: readonly Task[], manner: Manner): Arrangement {
  const squeaks = new Map<string, number>();
  let best = attempt(inOrder(tasks, manner, squeaks), manner);
  let last = best;
  for (let tried = 1; tried < attempts && !last.unplaced.every(manner.isHopeless); tried += 1) {
    for (const { request } of last.unplaced) {
      squeaks.set(request.id, (squeaks.get(request.id) ?? 0) + 1);
    }
    last = attempt(inOrder(tasks, manner, squeaks), manner);
    if (last.unplaced.length < best.unplaced.length) best = last;
  }
  return best;
}

/**
 * Jobs that others follow come before these, frequent ones before those that are to share with them, and what only
 * begins once comes last; sorting keeps the order by id of what is alike.
 */
function inOrder(
  tasks: readonly Task[],
  { sharing, withFirstRuns }: Manner,
  squeaks: ReadonlyMap<string, number>,
): Task[] {
  const loud = ({ request }: Task) => squeaks.get(request.id) ?? 0;
  const sharedPeriod = (task: Task) => (sharing.jobs.has(task) ? task.period : Infinity);
  const length = (task: Task) => (withFirstRuns ? task.firstSlots : task.slots);
  return [...tasks].sort(
    (a, b) =>
      Number(a.slots === 0) - Number(b.slots === 0) ||
      a.level - b.level ||
      compare(sharedPeriod(a), sharedPeriod(b)) ||
      loud(b) - loud(a) ||
      a.period - b.period ||
      length(b) - length(a),
  );
}

/** Infinite ones are equal. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function attempt(tasks: readonly Task[], { week, sharing, withFirstRuns }: Manner): Arrangement {
  const bookings = new Bookings(week, sharing);
  const placed = new Map<string, PlacedTask>();
  const unplaced: Task[] = [];
  for (const task of tasks) {
    const patterns = soonestAfter(task, placed, task.patterns.of(task.frequency, task.slots));
    const first = withFirstRuns && isSlowAtFirst(task);
    const place =
      (first ? bookings.findWithFirst(task, patterns) : undefined) ?? bookings.find(task, patterns);
    if (place === undefined) {
      unplaced.push(task);
    } else {
      bookings.book(place);
      placed.set(task.request.id, place);
    }
  }
  return { placed, unplaced, sharing };
}
