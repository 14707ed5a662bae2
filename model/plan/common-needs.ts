import { type Task } from "./task";

/**
 * The tasks in groups that have nothing to do with each other: no two of different groups need one thing, and none
 * follows one of another. In the order of their first tasks, each in the order of the tasks.
 */
export function groupedByNeeds(tasks: readonly Task[]): readonly (readonly Task[])[] {
  const leaders = new Map<string, string>();
  const leaderOf = (name: string): string => {
    let leader = name;
    for (let next; (next = leaders.get(leader)) !== undefined; leader = next);
    // The next who asks has a shorter way.
    if (leader !== name) leaders.set(name, leader);
    return leader;
  };
  for (const { request } of tasks) {
    for (const other of namesIn(request)) {
      const [from, to] = [leaderOf(other), leaderOf(nameOf(request))];
      if (from !== to) leaders.set(from, to);
    }
  }
  const groups = new Map<string, Task[]>();
  for (const task of tasks) {
    const leader = leaderOf(nameOf(task.request));
    const group = groups.get(leader);
    if (group) group.push(task);
    else groups.set(leader, [task]);
  }
  return [...groups.values()];
}

const nameOf = ({ id }: Pick<Task["request"], "id">) => `job ${id}`;

function namesIn({ resources, exclusive = [], after = [] }: Task["request"]): string[] {
  return [
    ...resources.map((name) => `resource ${name}`),
    ...exclusive.map((name) => `exclusive ${name}`),
    ...after.map((id) => nameOf({ id })),
  ];
}
