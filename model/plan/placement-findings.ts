import { type Finding } from "../finding";
import { lengthOf } from "../window/week";
import { type Arrangement, longestPlace } from "./arrangement";
import { missingIn, type Shortage } from "./shortage";
import { overtaken } from "./succession";
import { type PlacedTask, type Task } from "./task";

/** Jobs that a message names at most; of the others it says how many they are. */
const mostNamed = 10;

/** One error for each window that cannot hold its jobs: which they are, how long they need, how much is missing. */
export function shortageFindings(
  arrangement: Arrangement,
  shortages: readonly Shortage[],
): Finding[] {
  return byWindow(arrangement.unplaced, (task) => task).map((unplaced) => {
    const [first] = unplaced;
    const certain = shortages
      .filter(({ window }) => window === first.request.window)
      .sort((a, b) => missingIn(b) - missingIn(a) || (a.resource < b.resource ? -1 : 1));
    const explained = new Set(certain.flatMap(({ tasks }) => tasks));
    const others = unplaced.filter((task) => !explained.has(task));
    const reasons = [
      ...certain.map(describeShortage),
      ...listed(others, (task) => describePlace(task, longestPlace(arrangement, task))),
    ];
    return {
      severity: "error",
      path: pathOf(first),
      message: `${describeHours(first)} cannot hold all of its jobs: ${reasons.join("; ")}`,
      fix: fixOf(first, certain),
    };
  });
}

/** One warning for each window in which jobs run before those that they should follow. */
export function orderFindings({ placed }: Arrangement): Finding[] {
  const early = [...placed.values()].flatMap((job) => {
    const earlier = overtaken(job, placed);
    return earlier.length === 0 ? [] : [{ job, earlier }];
  });
  return byWindow(early, ({ job }) => job.task).map((jobs) => {
    const [{ job }] = jobs;
    return {
      severity: "warning",
      path: pathOf(job.task),
      message: `jobs run before those that they should follow: ${listed(jobs, describeOrder).join("; ")}`,
      fix: `make ${nameOf(job.task)} longer, or give some of its jobs another one`,
    };
  });
}

/** In the order of the windows' names, jobs that have none last; of each window the longest job first. */
function byWindow<Entry>(
  entries: readonly Entry[],
  taskOf: (entry: Entry) => Task,
): [Entry, ...Entry[]][] {
  const groups = new Map<string | undefined, [Entry, ...Entry[]]>();
  const longestFirst = [...entries].sort((a, b) => compare(taskOf(a), taskOf(b)));
  for (const entry of longestFirst) {
    const { window } = taskOf(entry).request;
    const group = groups.get(window);
    if (group === undefined) groups.set(window, [entry]);
    else group.push(entry);
  }
  return [...groups]
    .sort(([a = "\uffff"], [b = "\uffff"]) => (a < b ? -1 : 1))
    .map(([, group]) => group);
}

function compare(a: Task, b: Task): number {
  return b.slots - a.slots || (a.request.id < b.request.id ? -1 : 1);
}

function pathOf({ request: { window, path } }: Task): string {
  return window === undefined ? path : `backup:windows.${window}`;
}

function nameOf({ request: { window } }: Task): string {
  return window === undefined ? "the week" : `the window "${window}"`;
}

function describeHours(task: Task): string {
  const { starts, longest } = task.hours;
  return `${nameOf(task)}, open ${lengthOf(starts.length)} a week and ${lengthOf(longest)} at a time,`;
}

function describeShortage(shortage: Shortage): string {
  const { resource, tasks, per, needed, open } = shortage;
  const names = listed([...tasks].sort(compare), describeTask).join(", ");
  return (
    `${resource} is needed for ${lengthOf(needed)} a ${per} and there are ${lengthOf(open)}` +
    `${describeClocks(shortage)}, ${lengthOf(missingIn(shortage))} missing (${names})`
  );
}

const clockWords = { day: "on the day on which", week: "in the week in which" };

/** Why there is less than the window's hours say. */
function describeClocks({ tasks: [task], per }: Shortage): string {
  const { starts, leastInWeek } = (task as Task).hours;
  return leastInWeek < starts.length ? ` ${clockWords[per]} the clocks go forward` : "";
}

function describeTask({ request, slots }: Task): string {
  return `${request.id} at ${request.path}: ${lengthOf(slots)}`;
}

/** A task without a place: what it needs in a row, and what there is of it. */
function describePlace(task: Task, longest: number): string {
  const resources = task.runs === 0 ? [] : [...task.request.resources].sort();
  const free = resources.length === 0 ? "" : ` with ${resources.join(", ")} free`;
  return (
    `${describeTask(task)} in a row, but the longest stretch${free} is ${lengthOf(longest)}, ` +
    `${lengthOf(task.slots - longest)} missing`
  );
}

function describeOrder({
  job,
  earlier,
}: {
  job: PlacedTask;
  earlier: readonly PlacedTask[];
}): string {
  const ids = listed(earlier, ({ task }) => task.request.id).join(", ");
  return `${job.task.request.id} at ${job.task.request.path} before ${ids}`;
}

function fixOf(task: Task, [shortage]: readonly Shortage[]): string {
  const { window } = task.request;
  const more =
    shortage === undefined ? "" : ` by at least ${lengthOf(missingIn(shortage))} a ${shortage.per}`;
  const longer = window === undefined ? "" : `make backup:windows.${window} longer${more}, or `;
  return (
    `${longer}give some of these jobs another window, another day or a rarer schedule, ` +
    "or make them shorter: a faster link, or another place for some of the copies"
  );
}

function listed<Entry>(entries: readonly Entry[], describe: (entry: Entry) => string): string[] {
  const more = entries.length - mostNamed;
  const shown = entries.slice(0, mostNamed).map(describe);
  return more > 0 ? [...shown, `and ${more} more`] : shown;
}
