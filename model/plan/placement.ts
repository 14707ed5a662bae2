import { Zone } from "../calendar/zone";
import { type Window } from "../estate";
import { type Finding } from "../finding";
import { clockChanges } from "../window/clock-change";
import { type PatternSchedule, scheduleOf } from "../window/pattern-schedule";
import { arrange, type Arrangement } from "./arrangement";
import { groupedByNeeds } from "./common-needs";
import { type FixedJob } from "./fixed-job";
import { firstRunOf } from "./first-run";
import { firstRunFindings } from "./first-run-findings";
import { type JobRequest } from "./job-request";
import { orderFindings } from "./order-findings";
import { shortageFindings } from "./placement-findings";
import { type FirstRun } from "./plan";
import { minutesBeside } from "./sharing";
import { sharingFindings } from "./sharing-findings";
import { type Shortage, shortagesOf } from "./shortage";
import { type SiteWeek } from "./site-week";
import { Stretches } from "./stretches";
import { type Task, tasksOf, usersOf } from "./task";

/** When every job runs, and what stands in the way of it. By the id of the job, where it says nothing else. */
export interface Placement {
  /** A job for which there is no place has none. */
  readonly slots: Readonly<Record<string, PatternSchedule>>;
  /** Minutes that a run takes at most; only of jobs that share what they need with others. */
  readonly minutes: Readonly<Record<string, number>>;
  /** Only of jobs whose first run takes longer than the others. */
  readonly firstRuns: Readonly<Record<string, FirstRun>>;
  /**
   * An error for each window that cannot hold its jobs; warnings and notes about jobs that are out of order, that share
   * what they need, and about first runs.
   */
  readonly findings: readonly Finding[];
}

/**
 * Gives every job a time within its window so that no two of them ever need one resource at once, on any day of the
 * year in that time zone: neither when the clocks go forward, and a job that runs across the skipped hour leaves an
 * hour less to the next, nor when they go back, and some engines run a job of the repeated hour twice. Nothing
 * but hourly jobs starts at a time that is skipped on some day, because it would not run on that day.
 *
 * Only where a job finds no place otherwise, because another one runs so often, do the two share what they need, and
 * both are reckoned to take longer (`Sharing`). First runs, which copy everything, keep clear of each other as well; where
 * they do not fit into one week, jobs begin one after the other (`Bookings`).
 *
 * Weekly and monthly jobs get one day of their window, daily ones one time on every day that has room for it, the
 * others one minute of the hour. The order of the requests does not matter.
 *
 * @param timezone - name in the IANA database: what windows and schedules are told in
 * @param fixed - jobs at times of their own, which all others keep clear of
 * @throws Error if two requests have one id, if a window is not declared, or if jobs wait for each other
 */
export function placeJobs(
  requests: readonly JobRequest[],
  windows: Readonly<Record<string, Window>>,
  timezone: string,
  fixed: readonly FixedJob[] = [],
): Placement {
  const week: SiteWeek = { changes: clockChanges(Zone.of(timezone)), fixed };
  const tasks = tasksOf(requests, windows, week.changes);
  const shortages = shortagesOf(tasks, week.changes);
  const arrangement = arrangeAll(tasks, week, shortages);
  const { placed, sharing } = arrangement;
  const places = [...placed].sort(([a], [b]) => (a < b ? -1 : 1));
  const causes = {
    ...{ shortages, users: usersOf(tasks), stretches: new Stretches(placed, week) },
    fitsWithoutMoves: fitsWithoutMoves(requests, windows, arrangement, fixed),
  };
  return {
    slots: schedulesOf(requests, arrangement),
    minutes: known(places.map(([id, place]) => [id, minutesBeside(place, sharing)])),
    firstRuns: known(places.map(([id, place]) => [id, firstRunOf(place, sharing)])),
    findings: [
      ...shortageFindings(arrangement, causes),
      ...orderFindings(arrangement),
      ...sharingFindings(arrangement),
      ...firstRunFindings(arrangement),
    ],
  };
}

/** Jobs that have nothing to do with each other are placed apart, so that none is moved for another's sake. */
function arrangeAll(
  tasks: readonly Task[],
  week: SiteWeek,
  shortages: readonly Shortage[],
): Arrangement {
  const short = new Set(shortages.flatMap((shortage) => shortage.tasks));
  const isHopeless = (task: Task) => task.runs === 0 || short.has(task);
  const parts = groupedByNeeds(tasks).map((group) => arrange(group, week, isHopeless));
  return {
    placed: new Map(parts.flatMap(({ placed }) => [...placed])),
    unplaced: parts.flatMap(({ unplaced }) => unplaced),
    sharing: {
      pausing: new Set(parts.flatMap(({ sharing }) => [...sharing.pausing])),
      jobs: new Map(parts.flatMap(({ sharing }) => [...sharing.jobs])),
    },
  };
}

function fitsWithoutMoves(
  requests: readonly JobRequest[],
  windows: Readonly<Record<string, Window>>,
  { placed }: Arrangement,
  fixed: readonly FixedJob[],
): (task: Task) => boolean {
  const unmoved = once(() => {
    const tasks = tasksOf(requests, windows, []);
    const byId = new Map(tasks.map((task) => [task.request.id, task]));
    return { byId, stretches: new Stretches(placed, { changes: [], fixed }) };
  });
  return ({ request, runs }) => {
    const { byId, stretches } = unmoved();
    const task = byId.get(request.id) as Task;
    // What is too long for its window is measured against that alone.
    return runs === 0 ? task.runs > 0 : stretches.has(task);
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

function schedulesOf(
  requests: readonly JobRequest[],
  { placed }: Arrangement,
): Readonly<Record<string, PatternSchedule>> {
  const slots = requests.flatMap(({ id, frequency }): [string, PatternSchedule][] => {
    if (frequency === "continuous") return [[id, { schedule: "continuous" }]];
    const place = placed.get(id);
    return place === undefined ? [] : [[id, scheduleOf(frequency, place.pattern)]];
  });
  return Object.fromEntries(slots.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function known<Value>(
  entries: readonly (readonly [string, Value | undefined])[],
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    entries.flatMap(([id, value]) => (value === undefined ? [] : [[id, value] as const])),
  );
}
