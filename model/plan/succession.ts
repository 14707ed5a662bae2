import { type Pattern } from "../window/pattern";
import { slotsPerWeek } from "../window/week";
import { type PlacedTask, type Task } from "./task";

/**
 * The candidates as they come, or, for a task that follows others, the ones first that begin soonest after all of
 * these are over.
 */
export function soonestAfter(
  task: Task,
  placed: ReadonlyMap<string, PlacedTask>,
  candidates: readonly Pattern[],
): readonly Pattern[] {
  const passed = predecessorsOf(task, placed).map(slotsPassed);
  if (passed.length === 0) return candidates;
  return candidates
    .map((pattern) => ({ pattern, delay: delay(pattern, passed) }))
    .sort((a, b) => a.delay - b.delay)
    .map(({ pattern }) => pattern);
}

/**
 * Those of the jobs that a placed job follows in the same window, but which are over only after it has run: more
 * than half of the time between its runs passes until it runs again.
 */
export function overtaken(
  { task, pattern }: PlacedTask,
  placed: ReadonlyMap<string, PlacedTask>,
): PlacedTask[] {
  return predecessorsOf(task, placed).filter(
    (before) =>
      before.task.request.window === task.request.window &&
      delay(pattern, [slotsPassed(before)]) > task.period / 2,
  );
}

function predecessorsOf({ request }: Task, placed: ReadonlyMap<string, PlacedTask>): PlacedTask[] {
  return [...new Set(request.after)].flatMap((id) => placed.get(id) ?? []);
}

/** For each slot of the week, slots since the job was last over. */
function slotsPassed({ pattern, length }: PlacedTask): Int16Array {
  const ends = new Set(pattern.runs.map((run) => (run + length) % slotsPerWeek));
  const passed = new Int16Array(slotsPerWeek);
  for (let step = 0, since = slotsPerWeek; step < 2 * slotsPerWeek; step += 1) {
    const slot = step % slotsPerWeek;
    since = ends.has(slot) ? 0 : since + 1;
    passed[slot] = Math.min(since, slotsPerWeek);
  }
  return passed;
}

/** Slots from the end of the job that waits longest until the run that follows soonest. */
function delay(pattern: Pattern, passed: readonly Int16Array[]): number {
  return passed.reduce((longest, since) => {
    const soonest = pattern.runs.reduce((least, run) => Math.min(least, since[run]!), slotsPerWeek);
    return Math.max(longest, soonest);
  }, 0);
}
