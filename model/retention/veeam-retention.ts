import { closedChains } from "./chains";
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
 */
export function veeamRules(history: History, gfs: VeeamGfs): (restoreDays: number) => Rule {
  const made = history.backups.map((instant) => wallDay(history, instant));
  const flagged = flaggedUntil(history, gfs);
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

/**
 * Settings of an agent job that keep what is wanted: weeks, months and years as flags on full backups, days as
 * restore days. They are turned up, because flags are given to full backups alone.
 */
export function proveVeeam(given: RetentionCase): ProvenRetention | Unprovable {
  const { wanted } = given;
  const history = new History(given);
  const { weekly = 0, monthly = 0, yearly = 0 } = wanted;
  const gfs = { weekly, monthly, yearly };
  const flags = { gfsWeekly: weekly, gfsMonthly: monthly, gfsYearly: yearly };
  const flagsInUse = Object.fromEntries(Object.entries(flags).filter(([, count]) => count > 0));
  return settle(history, wanted, daysAndCounts(wanted), {
    least: Math.max(1, wanted.days),
    guess: daysOf({ ...wanted, weekly: 0, monthly: 0, yearly: 0 }, history.widestGap),
    rule: veeamRules(history, gfs),
    label: (restoreDays) => `keep restore points for ${restoreDays} days`,
    settings: (restoreDays) => ({ restoreDays, ...flagsInUse }),
  });
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
