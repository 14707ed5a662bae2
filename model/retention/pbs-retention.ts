import { daysAlone } from "./demand";
import { History } from "./history";
import { day, longest, type Period } from "./period";
import { type PbsKeep, PbsPrune } from "./pbs-prune";
import { type ProvenRetention, type RetentionCase, type Unprovable } from "./proven-retention";
import { type Rule } from "./rule";
import { settle } from "./settle";

interface Option {
  readonly key: keyof PbsKeep;
  readonly label: string;
  readonly wanted: "last" | "daily" | "weekly" | "monthly" | "yearly";
}

const keepLast: Option = { key: "keepLast", label: "keep-last", wanted: "last" };

/** Coarsest first. */
const periodOptions: readonly (Option & { readonly wanted: Exclude<Period, "hourly"> })[] = [
  { key: "keepYearly", label: "keep-yearly", wanted: "yearly" },
  { key: "keepMonthly", label: "keep-monthly", wanted: "monthly" },
  { key: "keepWeekly", label: "keep-weekly", wanted: "weekly" },
  { key: "keepDaily", label: "keep-daily", wanted: "daily" },
];

const allOptions: readonly Option[] = [keepLast, ...[...periodOptions].reverse()];

/** Proxmox Backup Server's prune as a rule: snapshots of one group, in one namespace. */
export function pbsRule(history: History, keep: PbsKeep): Rule {
  const prune = new PbsPrune(history, keep);
  // A second run without a backup in between finds nothing to do.
  let pruned: readonly number[] | undefined;
  let left = 0;
  return {
    runs: history.prunes,
    reach: pbsReach(history.widestGap, keep),
    kept(held) {
      if (held === pruned && held.length === left) return held;
      const kept = prune.kept(held);
      [pruned, left] = [kept, kept.length];
      return kept;
    },
  };
}

/**
 * Settings of a prune job that keep what is wanted. Wanted counts are taken as they are; the days are reached by
 * turning up the option of which every backup has a period of its own: `keep-weekly` for weekly backups. Under any
 * coarser one, young backups would be thinned out.
 */
export function provePbs(given: RetentionCase): ProvenRetention<"pbs"> | Unprovable {
  const history = new History(given);
  const { wanted } = given;
  const option = separating(history);
  const least = wanted[option.wanted] ?? 0;
  const settings = (value: number): PbsKeep => {
    const counts = allOptions.map((other): [string, number | undefined] => [
      other.key,
      other === option ? value : wanted[other.wanted],
    ]);
    return Object.fromEntries(counts.filter(([, count]) => count));
  };
  const copies = Math.floor((wanted.days * day) / (history.widestGap || day));
  return settle(history, wanted, daysAlone(wanted), {
    engine: "pbs",
    // Options that keep nothing at all would keep everything.
    least: Object.keys(settings(0)).length > 0 ? least : Math.max(1, least),
    guess: copies,
    copies,
    rule: (value) => pbsRule(history, settings(value)),
    label: (value) => (value === 0 ? `no ${option.label}` : `${option.label} ${value}`),
    settings,
  });
}

/** The coarsest option that tells all backups apart. */
function separating(history: History): Option {
  const apart = ({ wanted }: { readonly wanted: Exclude<Period, "hourly"> }) => {
    const numbers = history.numbers(wanted);
    return numbers.every((number, at) => at === 0 || number !== numbers[at - 1]);
  };
  return periodOptions.find(apart) ?? keepLast;
}

/**
 * How far back settings look, in milliseconds: every option over its periods, passing over one that is covered. Rare
 * backups stretch periods.
 *
 * @param gap - the longest time without a backup, in milliseconds
 */
export function pbsReach(gap: number, keep: PbsKeep): number {
  const lengths: Readonly<Record<keyof PbsKeep, number>> = {
    keepLast: gap,
    keepHourly: Math.max(gap, longest.hourly),
    keepDaily: Math.max(gap, longest.daily),
    keepWeekly: Math.max(gap, longest.weekly),
    keepMonthly: Math.max(gap, longest.monthly),
    keepYearly: Math.max(gap, longest.yearly),
  };
  const options = Object.keys(lengths) as (keyof PbsKeep)[];
  return options.reduce((sum, option) => {
    const count = keep[option] ?? 0;
    return count === 0 ? sum : sum + (count + 1) * lengths[option];
  }, gap);
}
