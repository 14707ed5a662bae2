import { Zone } from "../calendar/zone";
import { type Window } from "../estate";
import { type Finding } from "../finding";
import { clockChanges } from "../window/clock-change";
import { type PatternSchedule, scheduleOf } from "../window/pattern-schedule";
import { arrange, type Arrangement } from "./arrangement";
import { type JobRequest } from "./job-request";
import { orderFindings, shortageFindings } from "./placement-findings";
import { shortagesOf } from "./shortage";
import { type Task, tasksOf } from "./task";

/** When every job runs, and what stands in the way of it. */
export interface Placement {
  /** By the id of the job; a job for which there is no place has none. */
  readonly slots: Readonly<Record<string, PatternSchedule>>;
  /** An error for each window that cannot hold its jobs, a warning for each whose jobs are out of order. */
  readonly findings: readonly Finding[];
}

/**
 * Gives every job a time within its window so that no two of them ever need one resource at once, on any day of the
 * year in that time zone: neither when the clocks go forward, and a job that runs across the skipped hour leaves an
 * hour less to the next, nor when they go back, and some engines run a job of the repeated hour twice. Nothing
 * but hourly jobs starts at a time that is skipped on some day, because it would not run on that day.
 *
 * Weekly and monthly jobs get one day of their window, daily ones one time on every day that has room for it, the
 * others one minute of the hour. The order of the requests does not matter.
 *
 * @param timezone - name in the IANA database: what windows and schedules are told in
 * @throws Error if two requests have one id, if a window is not declared, or if jobs wait for each other
 */
export function placeJobs(
  requests: readonly JobRequest[],
  windows: Readonly<Record<string, Window>>,
  timezone: string,
): Placement {
  const changes = clockChanges(Zone.of(timezone));
  const tasks = tasksOf(requests, windows, changes);
  const shortages = shortagesOf(tasks);
  const short = new Set(shortages.flatMap((shortage) => shortage.tasks));
  const isHopeless = (task: Task) => task.runs === 0 || short.has(task);
  const arrangement = arrange(tasks, changes, isHopeless);
  return {
    slots: schedulesOf(requests, arrangement),
    findings: [...shortageFindings(arrangement, shortages), ...orderFindings(arrangement)],
  };
}

function schedulesOf(
  requests: readonly JobRequest[],
  { placed }: Arrangement,
): Record<string, PatternSchedule> {
  const slots = requests.flatMap(({ id, frequency }): [string, PatternSchedule][] => {
    if (frequency === "continuous") return [[id, { schedule: "continuous" }]];
    const place = placed.get(id);
    return place === undefined ? [] : [[id, scheduleOf(frequency, place.pattern)]];
  });
  return Object.fromEntries(slots.sort(([a], [b]) => (a < b ? -1 : 1)));
}
