import { copiesOf, daysAndCounts } from "./demand";
import { History } from "./history";
import { newestCopiesRule } from "./newest-copies";
import { day } from "./period";
import { type ProvenRetention, type RetentionCase, type Unprovable } from "./proven-retention";
import { oldestFirst, type Rule } from "./rule";
import { settle } from "./settle";

/** What `restic forget` is told to keep of the sets of dumps of a server. A set stays that either option keeps. */
export interface ForgetSettings {
  /** `--keep-last`: so many of the newest. */
  readonly keepLast: number;
  /** `--keep-within`, days: those that are less older than the newest, whatever the time is. */
  readonly keepWithinDays: number;
}

/**
 * restic's policy, applied after each new set. Days count from the newest snapshot and not from now, and one that is exactly
 * so old goes.
 *
 * Source: restic, `internal/data/snapshot_policy.go`, and its documentation, "Removing snapshots according to a policy".
 */
export function forgetRule(history: History, settings: ForgetSettings): Rule {
  const { keepLast, keepWithinDays } = settings;
  const { backups } = history;
  const time = (position: number) => backups[position] as number;
  return oldestFirst({
    runs: backups,
    reach: Math.max(keepWithinDays * day, keepLast * history.widestGap) + history.widestGap,
    gone(held) {
      const newest = time(held[held.length - 1] as number);
      const young = held.findIndex((at) => newest - time(at) < keepWithinDays * day);
      return Math.max(0, Math.min(young, held.length - keepLast));
    },
  });
}

/**
 * As many of the newest sets as would keep what is wanted all by themselves, and the wanted days besides: the number holds
 * when dumps fail, after which days alone would leave but the newest, and the days when more are made than planned.
 */
export function proveForget(given: RetentionCase): ProvenRetention<"dump"> | Unprovable {
  const { wanted } = given;
  const history = new History(given);
  const settings = (keepLast: number) => ({ keepLast, keepWithinDays: Math.max(1, wanted.days) });
  const copies = copiesOf(wanted, history.widestGap);
  return settle(history, wanted, daysAndCounts(wanted), {
    engine: "dump",
    least: Math.max(1, wanted.last ?? 0),
    guess: copies,
    copies,
    rule: (keepLast) => newestCopiesRule(history, keepLast),
    whole: (keepLast) => forgetRule(history, settings(keepLast)),
    label: (keepLast) => `keep-last ${keepLast}`,
    settings,
  });
}
