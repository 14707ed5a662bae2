import { parseCalendarEvent } from "../../../model/calendar/calendar-event";
import { calendarEventSchedule } from "../../../model/calendar/calendar-event-schedule";
import { occurrences } from "../../../model/calendar/schedule";
import { isScheduleFault } from "../../../model/calendar/schedule-fault";
import { Zone } from "../../../model/calendar/zone";
import { History } from "../../../model/retention/history";
import { type PbsKeep } from "../../../model/retention/pbs-prune";
import { pbsRule } from "../../../model/retention/pbs-retention";
import { day } from "../../../model/retention/period";
import { type Rule } from "../../../model/retention/rule";
import { simulate } from "../../../model/retention/simulation";

/** What is promised of backups on a backup server, in whole days. */
export type KeptMinima = Readonly<Record<"minimumDays" | "untouchedDays", number>>;

/** How often backups are usually made, as calendar events. */
export const usualSchedules = ["daily", "weekly"] as const;

const zone = "UTC";

/** Years enough for weeks, months and years to meet in most ways (as in `years-to-simulate.ts` of the model). */
const [from, to] = [Date.UTC(2026, 0), Date.UTC(2046, 0)];

/** Of what is made more often than daily, less time shows as much. */
const mostRuns = 20_000;

/** More of one kind nobody keeps: hourly ones of half a year, daily ones of more years than a rule can be told. */
const mostCopies = 5_000;

/**
 * What prune jobs leave too little of, for backups made by a schedule; `undefined` if they leave enough: a backup as old
 * as promised, at any time, and for the first days every one, or one a day of those that are made more often.
 *
 * It is played as the plan plays its own jobs, with each of them right after every backup, which is when they do most.
 * Days are whole ones in UTC. A schedule that cannot be read, or never runs, leaves nothing to lose.
 */
export function shortfall(
  jobs: readonly PbsKeep[],
  schedule: string,
  { minimumDays, untouchedDays }: KeptMinima,
): string | undefined {
  const prunes = jobs.map(capped);
  const backups = runsOf(schedule);
  if (backups.length === 0) return undefined;
  const proof = played(backups, prunes);
  // What looks back on more than is played keeps longer than a rule can be told to ask for.
  const isSeen = proof.steadyAt <= backups.at(-1)!;
  const oldest = (isSeen ? proof.oldestAtLeastDays : null) ?? Infinity;
  if (oldest < minimumDays) {
    return `the oldest is at times only ${oldest} days old; wanted are ${minimumDays}`;
  }
  const apart = areOfDays(backups) ? proof : played(runsOf("daily"), prunes);
  const untouched = apart.keepsAtLeastDays ?? Infinity;
  if (untouched >= untouchedDays) return undefined;
  return `some go when they are ${untouched} days old; wanted are ${untouchedDays}`;
}

function played(backups: readonly number[], prunes: readonly PbsKeep[]) {
  const history = new History({ backups, prunes: backups, zone });
  return simulate(history, together(history, prunes));
}

/** Prune jobs that go over the same groups one after the other. */
function together(history: History, prunes: readonly PbsKeep[]): Rule {
  const rules = prunes.map((keep) => pbsRule(history, keep));
  return {
    runs: history.prunes,
    reach: Math.max(...rules.map(({ reach }) => reach)),
    kept: (held, now) => rules.reduce((left, rule) => rule.kept(left, now), held),
  };
}

/** A count of any size takes no longer than one that nobody reaches. */
function capped(keep: PbsKeep): PbsKeep {
  const entries = Object.entries(keep) as [keyof PbsKeep, number][];
  return Object.fromEntries(entries.map(([key, count]) => [key, Math.min(count, mostCopies)]));
}

/** Whether no two are made on one day, as a rule. */
function areOfDays(backups: readonly number[]): boolean {
  const span = backups.at(-1)! - backups[0]!;
  return backups.length <= span / day + 1;
}

/** The runs of a schedule, as far as it takes to see what prune jobs do. */
function runsOf(schedule: string): number[] {
  const event = parseCalendarEvent(schedule);
  if (isScheduleFault(event)) return [];
  const found: number[] = [];
  for (const run of occurrences(calendarEventSchedule(event, Zone.of(zone)), from, to)) {
    if (found.length === mostRuns) break;
    found.push(run);
  }
  return found;
}
