import { type Engine, type Place } from "../estate";
import { type Finding } from "../finding";
import { hoursText } from "../time/transfer";
import { type PlannedCopy } from "./plan";

/** What an objective comes to, before it is compared with what is wanted. */
export interface Outcome {
  readonly hours: number;
  /** How the hours add up. */
  readonly reason: string;
  /** Whether a size or speed in it is an assumption. */
  readonly estimated: boolean;
  /** Whether nobody has seen it happen yet, so that it may take longer. */
  readonly atBest: boolean;
}

export function isFinding(outcome: Outcome | Finding): outcome is Finding {
  return "severity" in outcome;
}

/** The longest time between two runs of a schedule in hours; `undefined` if it does not run again and again. */
export type GapHours = (schedule: string) => number | undefined;

interface Lag {
  readonly minutes: number;
  readonly why: string;
}

/**
 * How far continuous copies lag behind. Engines that are not listed cannot copy continuously.
 * pgBackRest archives the log all the time, whatever the schedule of its backups.
 *
 * - pgBackRest: a segment of the log is archived when it is full, or after `archive_timeout`, which the lab sets to
 *   300 seconds (PostgreSQL documentation, "Write Ahead Log").
 * - MinIO replicates asynchronously and documents no limit; a quarter of an hour is assumed.
 * - git: the mirror is taken to fetch every quarter of an hour.
 */
const lags: Partial<Record<Engine, Lag>> = {
  pgbackrest: { minutes: 5, why: "until the log is archived (archive_timeout)" },
  minio: { minutes: 15, why: "for asynchronous replication (assumed)" },
  git: { minutes: 15, why: "between two fetches of the mirror (assumed)" },
};

/**
 * How much of the newest work is lost at worst: everything since the last complete copy, just before the next one is
 * complete, on the day its place is out of service.
 *
 * @param runMinutes - of the job that makes the copy
 * @param measured - whether the size of the item was measured
 */
export function recoveryPoint(
  copy: PlannedCopy,
  place: Place,
  runMinutes: number,
  measured: boolean,
  gapHours: GapHours,
): Outcome | Finding {
  const maintenance = place.maintenanceHours ?? 0;
  const outage = maintenance > 0 ? [{ hours: maintenance, what: "of maintenance" }] : [];
  if (copy.schedule === "continuous" || place.engine === "pgbackrest") {
    const lag = lags[place.engine];
    if (!lag) return notContinuous(copy);
    return sum([{ hours: lag.minutes / 60, what: lag.why }, ...outage], true);
  }
  const gap = gapHours(copy.schedule);
  if (gap === undefined) return neverAgain(copy);
  return sum(
    [
      { hours: gap, what: `between two runs (${copy.schedule})` },
      { hours: runMinutes / 60, what: "until a run is complete" },
      ...outage,
    ],
    !measured,
  );
}

function sum(
  parts: readonly { readonly hours: number; readonly what: string }[],
  estimated: boolean,
): Outcome {
  return {
    hours: parts.reduce((total, { hours }) => total + hours, 0),
    reason: parts.map(({ hours, what }) => `${hoursText(hours)} ${what}`).join(" + "),
    estimated,
    atBest: false,
  };
}

function notContinuous(copy: PlannedCopy): Finding {
  return {
    severity: "error",
    path: `backup:classes.${copy.class}.frequency`,
    message: `the engine of place ${copy.place} cannot copy continuously`,
    got: `continuous, on ${copy.engine}`,
    allowed: `continuous on ${Object.keys(lags).join(", ")}; hourly, six-hourly, daily, weekly or monthly on any`,
    fix: "choose another frequency or another place",
  };
}

function neverAgain(copy: PlannedCopy): Finding {
  return {
    severity: "error",
    path: `backup:classes.${copy.class}.frequency`,
    message: `job ${copy.job} does not run again and again, so nothing limits what may be lost`,
    got: copy.schedule,
    allowed: "a schedule that recurs at least every six years",
    fix: "choose a frequency that its window has room for",
  };
}
