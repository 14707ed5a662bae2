import { Bookings } from "./bookings";
import { atItsShare, type Sharing } from "./sharing";
import { type SiteWeek } from "./site-week";
import { isSlowAtFirst, type PlacedTask, type Task } from "./task";

/**
 * The same jobs at the same times, each with the week of the first round in which its first run has a place beside
 * the others; without one where there is none.
 */
export function firstRound(
  placed: ReadonlyMap<string, PlacedTask>,
  week: SiteWeek,
  sharing: Sharing,
): ReadonlyMap<string, PlacedTask> {
  const bare = [...placed.values()].map(({ first: _, ...place }): PlacedTask => place);
  let waiting = bare.filter(({ task }) => isSlowAtFirst(task));
  for (;;) {
    const tasks = new Set(waiting.map(({ task }) => task));
    // What gets no place in the first round runs in all of its weeks, and the others have to keep clear of it.
    const running = bare.filter(({ task }) => !tasks.has(task));
    const bookings = new Bookings(week, sharing);
    running.forEach((place) => bookings.book(place));
    const found = waiting.flatMap((place) => {
      const again = bookings.findWithFirst(place.task, [place.pattern]);
      if (again === undefined) return [];
      bookings.book(again);
      return [again];
    });
    if (found.length === waiting.length) return byId([...running, ...found]);
    const again = new Set(found.map(({ task }) => task));
    waiting = waiting.filter(({ task }) => again.has(task));
  }
}

/**
 * The same, each first run that no week has room for at a time of the week at which nothing else needs what it does,
 * whatever its window is: somebody has to begin it. Until then its job is off; the time of its runs is kept all the same.
 */
export function withRunsByHand(
  placed: ReadonlyMap<string, PlacedTask>,
  week: SiteWeek,
  sharing: Sharing,
): ReadonlyMap<string, PlacedTask> {
  const places = [...placed.values()];
  const stranded = places.filter(({ task, first }) => isSlowAtFirst(task) && !first);
  if (stranded.length === 0) return placed;
  const once = new Map(
    stranded.map(({ task }) => [task, onceAnytime(atItsShare(task, sharing))] as const),
  );
  const pausing = [...sharing.pausing].map((task) => once.get(task) ?? task);
  const bookings = new Bookings(week, { ...sharing, pausing: new Set(pausing) });
  places.forEach((place) => bookings.book(place));
  const begun = stranded.flatMap((place): PlacedTask[] => {
    const task = once.get(place.task)!;
    const found = bookings.findWithFirst(task, task.patterns.of("weekly", 0));
    if (found?.first === undefined) return [];
    bookings.book(found);
    return [{ ...place, first: { ...found.first, byHand: found.pattern } }];
  });
  return new Map([...placed, ...byId(begun)]);
}

/** The first run of a task alone. */
function onceAnytime(task: Task): Task {
  return { ...task, frequency: "weekly", patterns: task.anytime, slots: 0 };
}

function byId(places: readonly PlacedTask[]): ReadonlyMap<string, PlacedTask> {
  return new Map(places.map((place) => [place.task.request.id, place]));
}
