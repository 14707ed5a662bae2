import { engines } from "../engines/engines";
import { type Place } from "../estate";
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

/** A copy and what decides how old it gets. */
export interface AgingCopy {
  readonly copy: PlannedCopy;
  /** Where it lies. */
  readonly place: Place;
  /** Where it is declared: `backup:classes.guest-image.offsite`. */
  readonly path: string;
  /** Minutes of a run of the job that makes it. */
  readonly runMinutes: number;
  /** Whether all was measured that these minutes rest on. */
  readonly measured: boolean;
}

/**
 * How much of the newest work is lost at worst: everything since the last complete copy, just before the next one is
 * complete, on the day its place is out of service.
 */
export function recoveryPoint(
  { copy, place, path, runMinutes, measured }: AgingCopy,
  gapHours: GapHours,
): Outcome | Finding {
  const maintenance = place.maintenanceHours ?? 0;
  const outage = maintenance > 0 ? [{ hours: maintenance, what: "of maintenance" }] : [];
  const { lag } = engines[place.engine];
  if (lag && (lag.always || copy.schedule === "continuous"))
    return sumOf([{ hours: lag.minutes / 60, what: lag.why }, ...outage], true);
  const gap = gapHours(copy.schedule);
  if (gap === undefined) return neverAgain(copy, path);
  return sumOf(
    [
      { hours: gap, what: `between two runs (${copy.schedule})` },
      { hours: runMinutes / 60, what: "until a run is complete" },
      ...outage,
    ],
    !measured,
  );
}

/** Hours and what passes in them, for people. */
export interface Part {
  readonly hours: number;
  readonly what: string;
}

/** Parts one after the other. */
export function sumOf(parts: readonly Part[], estimated: boolean): Outcome {
  return {
    hours: parts.reduce((total, { hours }) => total + hours, 0),
    reason: parts.map(({ hours, what }) => `${hoursText(hours)} ${what}`).join(" + "),
    estimated,
    atBest: false,
  };
}

function neverAgain(copy: PlannedCopy, path: string): Finding {
  return {
    severity: "error",
    path: `${path}.frequency`,
    message: `job ${copy.job} does not run again and again, so nothing limits what may be lost`,
    got: copy.schedule,
    allowed: "a schedule that recurs at least every six years",
    fix: "choose a frequency that its window has room for",
  };
}
