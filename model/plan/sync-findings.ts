import { Zone } from "../calendar/zone";
import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { hoursText } from "../time/transfer";
import { entry } from "../record";
import { namesBelow } from "./held-groups";
import { type PlannedJob } from "./plan";
import { storeLabel } from "./store-label";
import { declaredSchedule, pathIn, pathOfSync, type PlannedSync } from "./sync-jobs";

/** What is doubtful about each sync job by itself. */
export function syncFindings(
  estate: Estate,
  syncs: readonly PlannedSync[],
  prunedPlaces: ReadonlySet<string>,
): Finding[] {
  const zone = Zone.of(estate.site.timezone);
  return syncs.flatMap((sync) => [
    ...unknownAmount(sync),
    ...withoutGroups(sync),
    ...tooLong(sync, zone),
    ...neverPruned(estate, sync, prunedPlaces),
  ]);
}

const pathOf = ({ name, declared }: PlannedSync) => pathOfSync(name, declared);

function unknownAmount(sync: PlannedSync): Finding[] {
  const { name, declared, job } = sync;
  if (declared.remote === undefined) return [];
  return [
    {
      severity: "note",
      path: `${pathOf(sync)}.remote`,
      message: `nobody knows how much ${name} brings from ${declared.remote}: ${hoursText(job.durationMinutes / 60)} a run is assumed, and what it takes in ${declared.store} is not counted`,
      fix: "look up how long its runs take and how full the datastore gets",
    },
  ];
}

/** A source, a namespace or a filter may be misspelt, and the job succeeds all the same. */
function withoutGroups(sync: PlannedSync): Finding[] {
  const { name, declared, brings, job } = sync;
  if (declared.remote !== undefined || brings.length > 0) return [];
  return [
    {
      severity: "warning",
      path: pathOf(sync),
      message: `${name} copies nothing that is planned: no backups that it takes go to ${job.sync?.from}`,
      fix: "correct its remoteStore, remoteNs, maxDepth or groupFilter, or take it out",
    },
  ];
}

function tooLong(sync: PlannedSync, zone: Zone): Finding[] {
  const { name, job } = sync;
  const [gap, hours] = [shortestGapHours(job, zone), job.durationMinutes / 60];
  if (hours <= gap) return [];
  return [
    {
      severity: "warning",
      path: `${pathOf(sync)}.schedule`,
      message: `${name} takes longer than the time until it runs again, so runs are left out`,
      got: `${hoursText(hours)} every ${hoursText(gap)}`,
      allowed: `a schedule with at least ${hoursText(hours)} between two runs`,
      fix: "run it more rarely, or let it copy less",
    },
  ];
}

/** Runs that are looked at: a day of the most frequent ones. */
const runsOfADay = 1440;

function shortestGapHours(job: PlannedJob, zone: Zone): number {
  const schedule = declaredSchedule(job, zone);
  let shortest = Infinity;
  let last = schedule.next(Date.UTC(2026, 0));
  for (let run = 0; run < runsOfADay && last !== undefined; run += 1) {
    const next = schedule.next(last);
    if (next !== undefined) shortest = Math.min(shortest, next - last);
    last = next;
  }
  return shortest / 3_600_000;
}

/** What vanishes at its source stays, and a prune job looks at one namespace alone. */
function neverPruned(
  { places }: Estate,
  sync: PlannedSync,
  prunedPlaces: ReadonlySet<string>,
): Finding[] {
  const { name, declared, brings } = sync;
  const isPruned = (namespace: string | undefined) =>
    [...prunedPlaces].some((place) => {
      const { engine, namespace: own, ...at } = entry(places, place);
      return (
        engine === "pbs" &&
        storeLabel(at) === declared.store &&
        namesBelow(own, namespace)?.length === 0
      );
    });
  const filled =
    declared.remote === undefined ? brings.map(({ namespace }) => namespace) : [declared.ns];
  const unpruned = new Set(filled.filter((namespace) => !isPruned(namespace)));
  if (unpruned.size === 0) return [];
  const parts = [...unpruned].map((namespace) => pathIn(declared.store, namespace));
  return [
    {
      severity: "warning",
      path: pathOf(sync),
      message: `nothing prunes what ${name} brings into ${parts.sort().join(", ")}: whatever its source prunes stays there for ever, and the datastore fills up`,
      fix: "watch how full the datastore gets, and remove there by hand what is not needed any more",
    },
  ];
}
