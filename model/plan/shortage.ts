import { type Task } from "./task";

/** More work for one resource than there is time for in a window: no arrangement whatever can hold it. */
export interface Shortage {
  /** Name of the window; left out for jobs that may run at any time. */
  readonly window?: string;
  readonly resource: string;
  readonly tasks: readonly Task[];
  readonly per: "day" | "week";
  /** Slots. */
  readonly needed: number;
  /** Slots. */
  readonly open: number;
}

/** What is missing for certain. Tasks that do not even fit alone are left out of it. */
export function shortagesOf(tasks: readonly Task[]): Shortage[] {
  const fitting = tasks.filter(({ runs }) => runs > 0);
  return [...shares(fitting).values()].flatMap((share) => {
    return bounds(share).find(({ needed, open }) => needed > open) ?? [];
  });
}

/** Slots that are missing. */
export function missingIn({ needed, open }: Shortage): number {
  return needed - open;
}

type Share = Pick<Shortage, "window" | "resource" | "tasks">;

/** The tasks of one window that need the same resource. */
function shares(tasks: readonly Task[]): Map<string, Share> {
  const found = new Map<string, Share & { tasks: Task[] }>();
  for (const task of tasks) {
    const { window, resources } = task.request;
    for (const resource of new Set(resources)) {
      const key = JSON.stringify([window, resource]);
      const share = found.get(key) ?? { window, resource, tasks: [] };
      found.set(key, share);
      share.tasks.push(task);
    }
  }
  return found;
}

function bounds(share: Share): Shortage[] {
  const [first] = share.tasks;
  if (first === undefined) return [];
  const { starts, leastInWeek, leastInDay } = first.hours;
  const daily = share.tasks.filter(({ frequency }) => frequency === "daily");
  const unskipped = share.tasks.filter(({ frequency }) => frequency !== "hourly");
  const bound = (tasks: readonly Task[], per: "day" | "week", open: number): Shortage => {
    const needed = tasks.reduce(
      (sum, { slots, runs }) => sum + slots * (per === "day" ? 1 : runs),
      0,
    );
    return { ...share, tasks, per, needed, open };
  };
  return [
    bound(daily, "day", leastInDay),
    bound(unskipped, "week", leastInWeek),
    bound(share.tasks, "week", starts.length),
  ];
}
