import { closedChains } from "./chains";
import { daysAndCounts, daysOf } from "./demand";
import { History } from "./history";
import { day } from "./period";
import { type ProvenRetention, type RetentionCase, type Unprovable } from "./proven-retention";
import { oldestFirst, type Rule } from "./rule";
import { settle } from "./settle";

/**
 * pgBackRest with `repo-retention-full-type=time`: it looks after every backup, and whenever `expire` is run. What is
 * older than the newest full backup that is more than so many days old goes, with everything that builds on it and
 * the WAL up to that full backup. Without such a full backup nothing goes.
 *
 * Source: pgBackRest, `src/command/expire/expire.c`, and its configuration reference, "Full Retention Type Option".
 */
export function pgBackRestRule(history: History, retentionFull: number): Rule {
  const nextFull = nextFulls(history);
  return oldestFirst({
    runs: history.events,
    reach: retentionFull * day + 2 * history.widestChain + history.widestGap,
    gone(held, now) {
      const limit = now - retentionFull * day;
      let gone = 0;
      for (const chain of closedChains(history, held)) {
        // The chain may go if the full backup after it is old enough already.
        if ((nextFull[chain[0] ?? 0] ?? Infinity) >= limit) break;
        gone += chain.length;
      }
      return gone;
    },
    // WAL brings back every moment up to the next full backup.
    newestLost: (at) => nextFull[at] ?? Infinity,
  });
}

/** What pgBackRest is told to keep. */
export interface PgBackRestSettings {
  /** `repo-retention-full`, days. */
  readonly retentionFull: number;
}

/** The days are taken as they are: the engine itself keeps a full backup that is older. */
export function provePgBackRest(given: RetentionCase): ProvenRetention<"pgbackrest"> | Unprovable {
  const { wanted } = given;
  const history = new History(given);
  const least = Math.max(1, wanted.days);
  return settle(history, wanted, daysAndCounts(wanted), {
    engine: "pgbackrest",
    least,
    guess: daysOf(wanted, history.widestGap),
    rule: (days) => pgBackRestRule(history, days),
    label: (days) => `keep full backups for ${days} days`,
    settings: (retentionFull) => ({ retentionFull }),
    leastReason: `keep full backups for ${least} days, and always one that is older`,
  });
}

/** When the next full backup after each was made; Infinity after the last one. */
function nextFulls(history: History): number[] {
  const fulls = history.backups.filter((_, at) => history.isFull(at));
  return Array.from(history.chains, (chain) => fulls[chain + 1] ?? Infinity);
}
