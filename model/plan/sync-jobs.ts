import { type CalendarEvent, parseCalendarEvent } from "../calendar/calendar-event";
import { calendarEventSchedule } from "../calendar/calendar-event-schedule";
import { type Schedule } from "../calendar/schedule";
import { isScheduleFault } from "../calendar/schedule-fault";
import { Zone } from "../calendar/zone";
import { type Estate, type Place, type SyncJob } from "../estate";
import { sortedEntries } from "../record";
import { assumedRemoteMinutes, syncTime } from "../time/sync-time";
import { assumedStoreMBps } from "../time/store-care";
import { restorePointGB } from "../size/stored-size";
import { fixedRuns } from "../window/fixed-runs";
import { type FixedJob } from "./fixed-job";
import { broughtFrom, type HeldGroup, type HeldIn } from "./held-groups";
import { type PlannedJob } from "./plan";
import { type GapHours } from "./recovery-point";
import { contentOf } from "./store-content";
import { storeLabel } from "./store-label";
import { storeResource } from "./store-resource";

/** A sync job of Proxmox Backup Server as the plan sees it. */
export interface PlannedSync {
  readonly name: string;
  readonly declared: SyncJob;
  readonly job: PlannedJob;
  /** What it copies of what is planned; nothing is known of what another server holds. */
  readonly brings: readonly HeldGroup[];
  /** The time that it takes whatever else is planned. */
  readonly fixed: FixedJob;
}

/** The sync jobs by name. Their schedules are declared, so they are planned around. */
export function planSyncJobs(estate: Estate, heldIn: HeldIn, gapHours: GapHours): PlannedSync[] {
  return sortedEntries(estate.pbs.syncJobs).map(([name, declared]) => {
    const brings =
      declared.remote === undefined
        ? broughtFrom(estate, declared, heldIn(declared.remoteStore))
        : [];
    const job = plannedJob(estate, name, declared, brings, gapHours(declared.schedule));
    return { name, declared, job, brings, fixed: fixedJob(estate, name, declared, job) };
  });
}

function plannedJob(
  estate: Estate,
  name: string,
  declared: SyncJob,
  brings: readonly HeldGroup[],
  gapHours: number | undefined,
): PlannedJob {
  const { store, ns, remote, remoteStore, remoteNs, schedule } = declared;
  const [[place, target] = [store, undefined]] = placesIn(estate, store);
  const [[, source] = [remoteStore, undefined]] = placesIn(estate, remoteStore);
  const names = brings.flatMap(({ items }) => items.map((item) => item.name));
  const resources = [
    resourceOf(store, target),
    remote === undefined ? resourceOf(remoteStore, source) : linkOf(target),
  ];
  return {
    id: `sync:${name}`,
    kind: "sync",
    engine: "pbs",
    place,
    sync: {
      from: [...(remote === undefined ? [] : [`${remote}:`]), pathIn(remoteStore, remoteNs)].join(
        "",
      ),
      into: pathIn(store, ns),
    },
    items: [...new Set(names)].sort(),
    schedule,
    ...runTime(estate, declared, brings, gapHours),
    resources: [...new Set(resources.filter((one) => one !== undefined))].sort(),
  };
}

/** The places in a datastore, by name. */
function placesIn({ places }: Estate, store: string): (readonly [string, Place])[] {
  return sortedEntries(places).filter(
    ([, one]) => one.engine === "pbs" && storeLabel(one) === store,
  );
}

function resourceOf(store: string, place: Place | undefined): string {
  return storeResource(place ?? { engine: "pbs", store });
}

/** From another server backups come the way that all others come to the place. */
function linkOf(place: Place | undefined): string | undefined {
  return place && `link:${place.link}`;
}

/** A namespace of a datastore, as people write it. */
export function pathIn(store: string, namespace: string | undefined): string {
  return namespace === undefined ? store : `${store}/${namespace}`;
}

/** From another server an hour is assumed; here the slower store decides, of what came since the last run. */
function runTime(
  estate: Estate,
  { store, remote, remoteStore }: SyncJob,
  brings: readonly HeldGroup[],
  gapHours: number | undefined,
) {
  if (remote !== undefined) return { durationMinutes: assumedRemoteMinutes };
  const items = brings.flatMap((group) => group.items);
  const newGB = items.reduce(
    (sum, { usedGB, dailyChangeGB }) =>
      // What does not run again brings all that changed until then.
      sum + (gapHours === undefined ? usedGB : Math.min(usedGB, (dailyChangeGB * gapHours) / 24)),
    0,
  );
  const reading = slowest(placesIn(estate, remoteStore).map(([, { readMBps }]) => readMBps));
  const writing = slowest(placesIn(estate, store).map(([, { writeMBps }]) => writeMBps));
  return syncTime(
    {
      groups: items.length,
      storedGB: contentOf(estate, brings).storedGB,
      newGB: restorePointGB("pbs", newGB, estate.sizing),
    },
    Math.min(reading, writing),
  );
}

/** Of the speeds that places in a store declare. */
function slowest(speeds: readonly (number | undefined)[]): number {
  const declared = speeds.filter((speed) => speed !== undefined);
  return declared.length === 0 ? assumedStoreMBps : Math.min(...declared);
}

function fixedJob({ site }: Estate, name: string, declared: SyncJob, job: PlannedJob): FixedJob {
  const { id, resources, durationMinutes } = job;
  const runs = fixedRuns(declaredEvent(job), Zone.of(site.timezone), durationMinutes);
  return { id, path: pathOfSync(name, declared), resources, ...runs };
}

/** Where a sync job is declared. */
export function pathOfSync(
  name: string,
  { path = `backup:pbs.syncJobs.${name}` }: SyncJob,
): string {
  return path;
}

/** When a sync job runs. */
export function declaredSchedule(job: PlannedJob, zone: Zone): Schedule {
  return calendarEventSchedule(declaredEvent(job), zone);
}

function declaredEvent({ id, schedule }: PlannedJob): CalendarEvent {
  const event = parseCalendarEvent(schedule);
  if (isScheduleFault(event))
    throw new Error(`${id} is declared at "${schedule}": ${event.reason}`);
  return event;
}
