import { Remembered } from "../../../lib/remembered";
import { parseCalendarEvent } from "../../../model/calendar/calendar-event";
import { calendarEventSchedule } from "../../../model/calendar/calendar-event-schedule";
import { occurrences } from "../../../model/calendar/schedule";
import { isScheduleFault } from "../../../model/calendar/schedule-fault";
import { Zone } from "../../../model/calendar/zone";
import { History } from "../../../model/retention/history";
import { type PbsKeep } from "../../../model/retention/pbs-prune";
import { pbsReach, pbsRule } from "../../../model/retention/pbs-retention";
import { day, hour, longest, type Period } from "../../../model/retention/period";
import { type Rule } from "../../../model/retention/rule";
import { type Proof, simulate, steadyAt } from "../../../model/retention/simulation";

/** What is promised of backups on a backup server, in whole days. */
export type KeptMinima = Readonly<Record<"minimumDays" | "untouchedDays", number>>;

/** How often backups are usually made, as calendar events. */
export const usualSchedules = ["daily", "weekly"] as const;

const zone = "UTC";

/** Years enough for weeks, months and years to meet in most ways (as in `years-to-simulate.ts` of the model). */
const [from, to] = [Date.UTC(2026, 0), Date.UTC(2046, 0)];

/** Of what is made more often than daily, less time shows as much, or days do. */
const mostRuns = 20_000;

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
  const history = historyOf(schedule);
  const { backups } = history;
  if (backups.length === 0) return undefined;
  const each = playOf(history, jobs);
  const daily = areOfDays(backups) ? each : playOf(historyOf("daily"), jobs.map(inDays(backups)));
  const oldest = oldestIn(each.isSeen ? each : daily);
  if (oldest < minimumDays) {
    return `the oldest is at times only ${oldest} days old; wanted are ${minimumDays}`;
  }
  const untouched = daily.proof.keepsAtLeastDays ?? Infinity;
  if (untouched >= untouchedDays) return undefined;
  return `some go when they are ${untouched} days old; wanted are ${untouchedDays}`;
}

/** Backups and what prunes them, played when somebody asks. */
interface Play {
  /** Whether what the jobs look back on is over before the play is. */
  readonly isSeen: boolean;
  readonly proof: Proof;
}

function playOf(history: History, jobs: readonly PbsKeep[]): Play {
  const rule = together(history, jobs);
  let proof: Proof | undefined;
  return {
    isSeen: steadyAt(history, rule) <= history.backups.at(-1)!,
    get proof() {
      return (proof ??= simulate(history, rule));
    },
  };
}

/** What looks back on more than all those years keeps longer than a rule can be told to ask for. */
function oldestIn({ isSeen, proof }: Play): number {
  return (isSeen ? proof.oldestAtLeastDays : null) ?? Infinity;
}

/**
 * Prune jobs that go over the same groups one after the other. None keeps what another has removed, so that the shortest
 * look back is that of all: over what the others leave, which may lie as far apart as their longest periods.
 */
function together(history: History, jobs: readonly PbsKeep[]): Rule {
  const rules = jobs.map((keep) => pbsRule(history, keep));
  const reaches = jobs.map((keep) => {
    const others = jobs.filter((other) => other !== keep);
    return pbsReach(history.widestGap + Math.max(0, ...others.map(longestPeriod)), keep);
  });
  return {
    runs: history.prunes,
    reach: Math.min(...reaches),
    kept: (held, now) => rules.reduce((left, rule) => rule.kept(left, now), held),
  };
}

/** Milliseconds; 0 of a job that keeps backups whatever their period. */
function longestPeriod({ keepYearly, keepMonthly, keepWeekly, keepDaily, keepHourly }: PbsKeep) {
  const counts: readonly (readonly [Period, number | undefined])[] = [
    ["yearly", keepYearly],
    ["monthly", keepMonthly],
    ["weekly", keepWeekly],
    ["daily", keepDaily],
    ["hourly", keepHourly],
  ];
  return Math.max(0, ...counts.map(([period, count]) => (count ? longest[period] : 0)));
}

/**
 * Jobs for backups that are made several times a day, in words for one a day: how many days the newest backups and hours
 * cover on the day that has most. What covers less than one keeps the newest backup all the same.
 */
function inDays(backups: readonly number[]): (keep: PbsKeep) => PbsKeep {
  const runs = mostInADay(backups);
  const hours = mostInADay([...new Set(backups.map((run) => Math.floor(run / hour) * hour))]);
  return ({ keepLast = 0, keepHourly = 0, keepDaily = 0, ...coarser }) => {
    const covered = Math.floor(keepLast / runs + keepHourly / hours);
    const days = keepLast + keepHourly === 0 ? 0 : Math.max(1, covered);
    return { ...coarser, keepDaily: keepDaily + days };
  };
}

function mostInADay(instants: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const instant of instants) {
    const at = Math.floor(instant / day);
    counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return Math.max(...counts.values());
}

/** Whether no two are made on one day, as a rule. */
function areOfDays(backups: readonly number[]): boolean {
  const span = backups.at(-1)! - backups[0]!;
  return backups.length <= span / day + 1;
}

/** A megabyte each, at most. */
const histories = new Remembered<History>(16);

/** Backups by a schedule, each of which is followed by the jobs that prune. */
function historyOf(schedule: string): History {
  return histories.of(schedule, () => {
    const backups = runsOf(schedule);
    return new History({ backups, prunes: backups, zone });
  });
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
