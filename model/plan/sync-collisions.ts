import { occurrences, type Schedule } from "../calendar/schedule";
import { Zone } from "../calendar/zone";
import { type Finding } from "../finding";
import { type JobDraft } from "./job-draft";
import { nameList } from "./name-list";
import { type PlannedJob } from "./plan";
import { declaredSchedule, type PlannedSync, pathOfSync } from "./sync-jobs";

/**
 * Jobs that a sync job is in the way of: other sync jobs, whose times are declared as well, and those that found no
 * time beside it.
 *
 * @param unplaced - jobs that have no time
 */
export function syncCollisions(
  syncs: readonly PlannedSync[],
  unplaced: readonly JobDraft[],
  timezone: string,
): Finding[] {
  return [
    ...syncs.flatMap((sync, index) =>
      syncs.slice(0, index).flatMap((other) => meeting(other, sync, Zone.of(timezone))),
    ),
    ...syncs.flatMap((sync) => inTheWay(sync, unplaced)),
  ];
}

function sharedBy(a: Pick<PlannedJob, "resources">, b: Pick<PlannedJob, "resources">): string[] {
  return a.resources.filter((resource) => b.resources.includes(resource));
}

function meeting(other: PlannedSync, sync: PlannedSync, zone: Zone): Finding[] {
  const shared = sharedBy(other.job, sync.job);
  if (shared.length === 0) return [];
  const at = firstMeeting(other.job, sync.job, zone);
  if (at === undefined) return [];
  const wall = new Date(zone.wallTime(at)).toISOString().slice(0, 16).replace("T", " ");
  return [
    {
      severity: "warning",
      path: `${pathOfSync(sync.name, sync.declared)}.schedule`,
      message: `${sync.name} runs while ${other.name} at ${pathOfSync(other.name, other.declared)} does, and both need ${shared.join(", ")}: at ${wall} for the first time`,
      got: `${sync.declared.schedule} beside ${other.declared.schedule}`,
      fix: "declare times that are further apart",
    },
  ];
}

const minute = 60_000;

/** A year shows every way in which times of the day and of the year meet, and most in which dates do. */
const [from, to] = [Date.UTC(2026, 0), Date.UTC(2027, 0)];

/** Runs that are looked at, at most: of jobs that run so often it shows sooner. */
const mostRuns = 10_000;

/** The first instant in a year at which both run. */
function firstMeeting(a: PlannedJob, b: PlannedJob, zone: Zone): number | undefined {
  const [first, second] = [a, b].map((job) => declaredSchedule(job, zone)) as [Schedule, Schedule];
  const [length, otherLength] = [a, b].map((job) => (job.durationMinutes + 1) * minute) as [
    number,
    number,
  ];
  let looked = 0;
  for (const start of occurrences(first, from, to)) {
    const next = second.next(start - otherLength);
    if (next !== undefined && next < start + length) return Math.max(start, next);
    looked += 1;
    if (looked === mostRuns) break;
  }
  return undefined;
}

function inTheWay({ name, declared, job }: PlannedSync, unplaced: readonly JobDraft[]): Finding[] {
  const stuck = unplaced.filter((draft) => sharedBy(draft, job).length > 0);
  if (stuck.length === 0) return [];
  const shared = [...new Set(stuck.flatMap((draft) => sharedBy(draft, job)))].sort();
  return [
    {
      severity: "warning",
      path: `${pathOfSync(name, declared)}.schedule`,
      message: `${name} keeps ${shared.join(", ")} at times of its own, and no time was found for others that need it: ${nameList(stuck.map(({ id, path }) => `${id} at ${path}`))}`,
      got: declared.schedule,
      fix: "declare a time outside their windows, or rarer runs",
    },
  ];
}
