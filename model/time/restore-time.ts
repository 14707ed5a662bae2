import { type Estate, type Place } from "../estate";
import { type PlannedItem } from "../plan/plan";
import { rounded } from "../rounding";
import { fullEveryDays } from "../size/layout";
import { restorePointGB } from "../size/stored-size";
import { retrievalHours } from "./retrieval";
import { bottleneck, restoreRoute, type Route, type Station } from "./route";
import { hoursText, transferMinutes } from "./transfer";

/** How long it takes to have one item back, alone, from the moment somebody starts. */
export interface RestoreTime {
  readonly hours: number;
  /** One after the other. */
  readonly steps: readonly RestoreStep[];
  /** Whether every size and speed was measured. */
  readonly measured: boolean;
}

export interface RestoreStep {
  readonly what: string;
  readonly hours: number;
}

type Restorable = Pick<PlannedItem, "usedGB" | "dailyChangeGB" | "measured" | "node">;
type Means = Pick<Estate, "nodes" | "links" | "sizing">;

/** Megabytes of write-ahead log that one process of PostgreSQL replays in a second. An assumption. */
const replayMBps = 50;

/** Megabytes of a database that one process of `pg_restore` loads and indexes in a second. An assumption. */
const loadMBps = 25;

/**
 * Hours from the decision to restore to the last byte, without the time to notice the loss and to decide.
 *
 * @param logDays - days between two backups of a database, whose log is replayed. Default: those between two fulls

 * @returns `undefined` if the place's storage class has no such retrieval tier
 */
export function restoreTime(
  means: Means,
  item: Restorable,
  place: Place,
  logDays = fullEveryDays,
): RestoreTime | undefined {
  const route = restoreRoute(means, place, item.node);
  const steps =
    place.engine === "s3" ? archiveSteps(means, item, place, route) : onlineSteps(item, route);
  if (!steps) return undefined;
  const all = [...steps, ...afterwards(item, place, logDays)];
  return {
    hours: all.reduce((sum, { hours }) => sum + hours, 0),
    steps: all,
    measured: item.measured && route.measured && all.length === steps.length,
  };
}

/** What a database has to do with what it was given back, at a speed that nobody measured. */
function afterwards(item: Restorable, { engine }: Place, logDays: number): RestoreStep[] {
  if (engine === "pgbackrest") return [replay(item, logDays)];
  return engine === "dump" ? [load(item)] : [];
}

/** How the hours add up, in words. */
export function describeSteps(steps: readonly RestoreStep[]): string {
  return steps.map(({ what, hours }) => `${hoursText(hours)} ${what}`).join(" + ");
}

/** Read, sent and written at the same time: the slowest station decides. Nothing is taken to shrink on the way. */
function onlineSteps({ usedGB }: Restorable, route: Route): RestoreStep[] {
  return [through("transfer", usedGB, bottleneck(route.stations))];
}

/** An export is complete on the node's side before it is unpacked. */
function archiveSteps(
  { sizing }: Means,
  { usedGB }: Restorable,
  place: Place,
  { stations }: Route,
): RestoreStep[] | undefined {
  const { storageClass = "STANDARD", retrieval: tier = "standard" } = place;
  const exportGB = restorePointGB(place.engine, usedGB, sizing);
  const waiting = retrievalHours(storageClass, tier, exportGB);
  if (waiting === undefined) return undefined;
  const node = stations.find(({ part }) => part === "node");
  const way = stations.filter(({ part }) => part !== "node");
  return [
    ...(waiting > 0 ? [{ what: `${tier} retrieval from ${storageClass}`, hours: waiting }] : []),
    through("download", exportGB, bottleneck(way)),
    ...(node ? [through("import", usedGB, node)] : []),
  ];
}

/** At worst, everything that changed since the last backup is replayed. */
function replay({ usedGB, dailyChangeGB }: Restorable, logDays: number): RestoreStep {
  const gigabytes = Math.min(usedGB, dailyChangeGB * logDays);
  return {
    what: `replay of ${Math.ceil(gigabytes)} GB of log`,
    hours: transferMinutes(gigabytes, replayMBps) / 60,
  };
}

/** Rows go in one table after the other, and then its indexes are built. */
function load({ usedGB }: Restorable): RestoreStep {
  return {
    what: `load of ${Math.ceil(usedGB)} GB and its indexes`,
    hours: transferMinutes(usedGB, loadMBps) / 60,
  };
}

function through(what: string, gigabytes: number, { name, speedMBps }: Station): RestoreStep {
  return {
    what: `${what} of ${Math.ceil(gigabytes)} GB at ${rounded(speedMBps, 1)} MB/s (${name})`,
    hours: transferMinutes(gigabytes, speedMBps) / 60,
  };
}
