import { closedChains } from "./chains";
import { type WantedRetention } from "../estate";
import { daysAndCounts, daysOf } from "./demand";
import { History } from "./history";
import { day, longest } from "./period";
import { type ProvenRetention, type RetentionCase, type Unprovable } from "./proven-retention";
import { type Rule } from "./rule";
import { settle } from "./settle";
import { flaggedUntil, type VeeamGfs } from "./veeam-gfs";

/** Restore points that stay whatever their age, unless somebody changes the server's registry. */
const leastPoints = 3;

/**
 * Retention of an agent backup job that the backup server manages, with scheduled full backups. It looks at the end
 * of every session. A restore point is outdated once its day lies more than `restoreDays` days back. A chain goes as a
 * whole once its last point is outdated and a newer chain is there; a full backup with a flag stays behind.
 *
 * Source: Veeam Backup & Replication 13 User Guide, "Short-Term Retention Policy" (of Veeam Agents and of VMs),
 * "Forward Incremental Backup Retention Policy" and "Long-Term Retention Policy (GFS)".
 *
 * @param endsDaysLater - days after its start on which a run ends. Default: 0
 */
export function veeamRules(
  history: History,
  gfs: VeeamGfs,
  endsDaysLater = 0,
): (restoreDays: number) => Rule {
  const made = history.backups.map((instant) => wallDay(history, instant));
  const flagged = flaggedUntil(history, gfs, endsDaysLater);
  return (restoreDays) => ({
    runs: history.backups,
    reach: reach(history, restoreDays, gfs),
    kept(held, now) {
      const today = wallDay(history, now);
      const stays: number[] = [];
      let next = 0;
      for (const chain of closedChains(history, held)) {
        const [full = 0, last = 0] = [chain[0], chain.at(-1)];
        if (today - (made[last] ?? 0) <= restoreDays) break;
        next += chain.length;
        const rest = today < (flagged[full] ?? 0) ? [full] : [];
        const left = stays.length + rest.length + held.length - next;
        stays.push(...(left < leastPoints ? chain : rest));
      }
      return stays.length === next ? held : [...stays, ...held.slice(next)];
    },
  });
}

function wallDay(history: History, instant: number): number {
  return Math.floor(history.zone.wallTime(instant) / day);
}

/** What an agent job is told to keep. */
export interface VeeamSettings {
  /** Days of restore points. */
  readonly restoreDays: number;
  /** For how many weeks, months and years certain full backups stay; left out: that level is off. */
  readonly gfsWeekly?: number;
  readonly gfsMonthly?: number;
  readonly gfsYearly?: number;
}

/**
 * Days that are sent beyond those that are promised: Veeam's pages count them in two ways, "N days" and "N days and
 * the day of the session", and whatever the way, the promise is kept.
 */
const clearOfTheEdge = 1;

/**
 * Settings of an agent job that keep what is wanted: weeks, months and years as flags on full backups, days as
 * restore days. They are turned up, because flags are given to full backups alone.
 */
export function proveVeeam(given: RetentionCase): ProvenRetention<"veeam"> | Unprovable {
  const { wanted, runMinutes = atOnce } = given;
  const history = new History(given);
  const { weekly, monthly, yearly } = wanted;
  const gfs = { weekly, monthly, yearly };
  const ends = daysUntilTheEnd(history, runMinutes);
  const usesFlags = [weekly, monthly, yearly].some((count) => count !== undefined);
  if (usesFlags && ends.planned !== ends.worst) return uncertainFlags(wanted, runMinutes);
  const rules = veeamRules(history, gfs, ends.planned);
  const least = Math.max(1, wanted.days);
  const sent = (restoreDays: number) => restoreDays + clearOfTheEdge;
  return settle(history, wanted, daysAndCounts(wanted), {
    engine: "veeam",
    least,
    guess: daysOf({ ...wanted, weekly: 0, monthly: 0, yearly: 0 }, history.widestGap),
    rule: rules,
    sent: (restoreDays) => rules(sent(restoreDays)),
    label: (restoreDays) => `keep restore points for ${sent(restoreDays)} days`,
    settings: (restoreDays) => ({
      restoreDays: sent(restoreDays),
      ...(weekly === undefined ? {} : { gfsWeekly: weekly }),
      ...(monthly === undefined ? {} : { gfsMonthly: monthly }),
      ...(yearly === undefined ? {} : { gfsYearly: yearly }),
    }),
    also: "a day more than would do, because Veeam's own pages count days in two ways",
  });
}

type RunMinutes = NonNullable<RetentionCase["runMinutes"]>;

const atOnce: RunMinutes = { planned: 0, worst: 0 };

/** Days after its start on which a run ends: the flag of a week goes to a full that ends on the day chosen for it. */
function daysUntilTheEnd(
  history: History,
  runMinutes: RunMinutes,
): { readonly planned: number; readonly worst: number } {
  const [first] = history.backups;
  if (first === undefined) return atOnce;
  const start = history.zone.wallTime(first);
  const days = (minutes: number) =>
    Math.floor((start + minutes * minute) / day) - Math.floor(start / day);
  return { planned: days(runMinutes.planned), worst: days(runMinutes.worst) };
}

const minute = 60_000;

function uncertainFlags(wanted: WantedRetention, { planned, worst }: RunMinutes): Unprovable {
  return {
    wanted,
    unprovable:
      `a run may end on one day or on the next (after ${planned} minutes by plan, ${worst} at worst), ` +
      "and Veeam keeps for weeks, months and years only fulls that end on the day chosen for it",
    fix: "give the class a window that opens after midnight, measure the sizes of its items, or ask for days alone",
  };
}

function reach(history: History, restoreDays: number, gfs: VeeamGfs): number {
  const spans = [
    restoreDays * day,
    (gfs.weekly ?? 0) * longest.weekly,
    (gfs.monthly ?? 0) * longest.monthly,
    (gfs.yearly ?? 0) * longest.yearly,
  ];
  // A flag may wait for the next full, and what it keeps goes in the session after its end.
  return Math.max(...spans) + 2 * day + 2 * history.widestChain + leastPoints * history.widestGap;
}
