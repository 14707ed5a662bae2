import { groupedBy } from "../grouping";
import { lengthOf } from "../window/week";
import { type Task } from "./task";

/** Jobs that a message names at most; of the others it says how many they are. */
const mostNamed = 10;

/** In the order of the windows' names, jobs that have none last; of each window the longest job first. */
export function byWindow<Entry>(
  entries: readonly Entry[],
  taskOf: (entry: Entry) => Task,
): (readonly [Entry, ...Entry[]])[] {
  const longestFirst = [...entries].sort((a, b) => longerFirst(taskOf(a), taskOf(b)));
  return [...groupedBy(longestFirst, (entry) => taskOf(entry).request.window ?? "\uffff").values()];
}

/** The longest job first, then in the order of their ids. */
export function longerFirst(a: Task, b: Task): number {
  return b.slots - a.slots || (a.request.id < b.request.id ? -1 : 1);
}

/** Where a finding about a job's window belongs: at the job where it has none. */
export function pathOf({ request: { window, path } }: Task): string {
  return window === undefined ? path : `backup:windows.${window}`;
}

/** `the window "nightly"`. */
export function nameOf(window: string | undefined): string {
  return window === undefined ? "the week" : `the window "${window}"`;
}

/** `a at backup:classes.a: 5 h 05 min`. */
export function describeTask({ request, slots }: Task): string {
  return `${request.id} at ${request.path}: ${lengthOf(slots)}`;
}

/** The entries in words; of more than ten, how many the others are. */
export function listed<Entry>(
  entries: readonly Entry[],
  describe: (entry: Entry) => string,
): string[] {
  const more = entries.length - mostNamed;
  const shown = entries.slice(0, mostNamed).map(describe);
  return more > 0 ? [...shown, `and ${more} more`] : shown;
}
