import { type Run } from "./site-year";

/** What a run needs, and the time it takes if it has that for itself. */
export interface Work extends Run {
  readonly resources: readonly string[];
  /** Minutes alone. */
  readonly minutes: number;
}

/** A run that has come to its end. */
export interface Ended {
  readonly work: Work;
  readonly end: number;
}

const minute = 60_000;

/** Minutes that are nothing: instants are not told apart more finely. */
const dust = 1e-4;

interface Running {
  readonly work: Work;
  left: number;
}

/**
 * Runs as they go when whoever uses a resource gets an equal share of its speed: each is as fast as its share of that
 * which most others use. All begin `lateMinutes` late. A run does not begin while its job is still running.
 */
export function share(works: readonly Work[], lateMinutes: number): Ended[] {
  const waiting = [...works].sort((a, b) => a.from - b.from);
  const ended: Ended[] = [];
  let running: Running[] = [];
  let now = -Infinity;
  for (let next = 0; next < waiting.length || running.length > 0;) {
    const speeds = speedsOf(running);
    const begins = next < waiting.length ? waiting[next]!.from + lateMinutes * minute : Infinity;
    const ends = Math.min(
      ...running.map(({ left }, index) => now + (left * minute) / speeds[index]!),
    );
    const until = Math.min(begins, ends);
    running.forEach((one, index) => (one.left -= ((until - now) / minute) * speeds[index]!));
    now = until;
    const over = running.filter(({ left }) => left <= dust);
    ended.push(...over.map(({ work }) => ({ work, end: now })));
    running = running.filter(({ left }) => left > dust);
    if (now !== begins) continue;
    const work = waiting[next++]!;
    if (running.some(({ work: other }) => other.job === work.job && other.wall === work.wall))
      continue;
    running.push({ work, left: work.minutes });
  }
  return ended;
}

function speedsOf(running: readonly Running[]): number[] {
  const users = new Map<string, number>();
  for (const { work } of running) {
    for (const resource of work.resources) users.set(resource, (users.get(resource) ?? 0) + 1);
  }
  return running.map(
    ({ work }) => 1 / Math.max(1, ...work.resources.map((one) => users.get(one)!)),
  );
}
