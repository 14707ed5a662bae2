import { copiesOf, daysAndCounts } from "./demand";
import { History } from "./history";
import { newestCopiesRule } from "./newest-copies";
import { day } from "./period";
import { type ProvenRetention, type RetentionCase, type Unprovable } from "./proven-retention";
import { oldestFirst, type Rule } from "./rule";
import { settle } from "./settle";

/** Which dated bundles of a repository stay: those that either setting keeps. */
export interface BundleRetention {
  /** A bundle stays until it is older. */
  readonly keepDays: number;
  /** So many of the newest stay however old they are. */
  readonly keepLast: number;
}

/** Bundles are the estate's own, and so is the rule; it is applied after each new bundle. */
export function bundlesRule(history: History, { keepDays, keepLast }: BundleRetention): Rule {
  const { backups } = history;
  return oldestFirst({
    runs: history.events,
    reach: Math.max(keepDays * day, keepLast * history.widestGap) + history.widestGap,
    gone(held, now) {
      const young = held.findIndex((at) => now - (backups[at] ?? 0) <= keepDays * day);
      const old = young < 0 ? held.length : young;
      return held.length > keepLast ? Math.min(old, held.length - keepLast) : 0;
    },
  });
}

/**
 * As many of the newest bundles as would keep what is wanted all by themselves, and the wanted days besides: the
 * number holds when bundles are missed, and the days when more are made than planned.
 */
export function proveGit(given: RetentionCase): ProvenRetention<"git"> | Unprovable {
  const { wanted } = given;
  const history = new History(given);
  const settings = (keepLast: number) => ({ keepDays: wanted.days, keepLast });
  const copies = copiesOf(wanted, history.widestGap);
  return settle(history, wanted, daysAndCounts(wanted), {
    engine: "git",
    least: Math.max(1, wanted.last ?? 0),
    guess: copies,
    copies,
    rule: (keepLast) => newestCopiesRule(history, keepLast),
    whole: (keepLast) => bundlesRule(history, settings(keepLast)),
    label: (keepLast) => `keep the last ${keepLast} bundles`,
    settings,
  });
}
