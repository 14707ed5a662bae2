import { minutesIn, slotsOf } from "../window/week";
import { type PlacedTask, type Task, usersOf } from "./task";

/**
 * Which jobs share what they need, because they fit in no other way: long ones, and those that run more often and would
 * leave them no stretch that is long enough.
 *
 * Engines and links let several jobs through at once, each at a fair share of the speed. So of `jobs` jobs that use one
 * resource the more frequent one takes at most `jobs` times as long as alone, and the long one is reckoned to stand
 * still while the other one runs.
 */
export interface Sharing {
  /** The long ones. */
  readonly pausing: ReadonlySet<Task>;
  /** How many jobs at most use a resource at once while a frequent one runs, itself included. */
  readonly jobs: ReadonlyMap<Task, number>;
}

/** Nobody shares anything. */
export const noSharing: Sharing = { pausing: new Set(), jobs: new Map() };

/** What those tasks share with the more frequent ones. */
export function sharingOf(pausing: ReadonlySet<Task>, tasks: readonly Task[]): Sharing {
  const users = usersOf([...pausing]);
  const jobs = tasks.flatMap((task): [Task, number][] => {
    const most = task.request.resources.reduce((so, resource) => {
      const longer = (users.get(resource) ?? []).filter((user) => mayPauseFor(user, task));
      // Those that run equally often never share with each other.
      return Math.max(so, new Set(longer.map(({ period }) => period)).size);
    }, 0);
    return most === 0 ? [] : [[task, 1 + most]];
  });
  return { pausing, jobs: new Map(jobs) };
}

/** The task as long as it takes at its share of the speed, apart from the time in which it stands still. */
export function atItsShare(task: Task, { jobs }: Sharing): Task {
  const times = jobs.get(task);
  if (times === undefined) return task;
  const { durationMinutes, firstRunMinutes = durationMinutes } = task.request;
  const slots = slotsOf(durationMinutes * times);
  return { ...task, slots, firstSlots: Math.max(slots, slotsOf(firstRunMinutes * times)) };
}

/** Minutes that a run takes at most, of a job that shares what it needs; `undefined` of any other. */
export function minutesBeside({ task, length }: PlacedTask, sharing: Sharing): number | undefined {
  if (length > atItsShare(task, sharing).slots) return minutesIn(length);
  const times = sharing.jobs.get(task);
  return times && task.request.durationMinutes * times;
}

/** The tasks that run so long that one of the frequent ones finds no place between its runs before and after. */
export function inTheWayOf(frequent: readonly Task[], tasks: readonly Task[]): Task[] {
  const users = usersOf(frequent);
  return tasks.filter((task) =>
    task.request.resources.some((resource) =>
      (users.get(resource) ?? []).some(
        (one) => mayPauseFor(task, one) && task.slots + one.slots > one.period,
      ),
    ),
  );
}

function mayPauseFor(task: Task, frequent: Task): boolean {
  const { exclusive = [] } = task.request;
  return (
    frequent.slots > 0 &&
    frequent.period < task.period &&
    !frequent.request.exclusive?.some((need) => exclusive.includes(need))
  );
}
