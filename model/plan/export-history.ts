import { canonicalJson } from "../canonical-json";
import { type Runs } from "./runs";

/** When a job runs. */
export interface JobTime {
  /** Calendar event, time of the site. */
  readonly schedule: string;
  /** Minutes that a run takes. */
  readonly minutes: number;
}

/** The job whose copies another one brings offsite. */
export interface Source extends JobTime {
  /** What verifies its copies, and nothing is brought before. Left out: nobody knows when, and the objectives say so. */
  readonly check?: JobTime;
}

/** The copies that a job brings, and of which source, as told apart by them: sources of the same have the same one. */
export interface ExportHistory {
  /** Instants at which it brings a copy, ascending. Milliseconds since 1970 UTC. */
  readonly exports: readonly number[];
  readonly source: Source;
}

/** What the runs of a schedule bring of a source in so many years. */
export type ExportsOf = (schedule: string, source: Source, years: number) => ExportHistory;

/**
 * The copies that the export agent makes: not one each run, but one of each copy of its source that a run finds to be
 * the newest, in the first run that does (`agents/offsite-export/export.sh`). What is there already it sends again only
 * once it has expired, and settings that always leave a copy never let the newest expire.
 *
 * Found is what was over, and verified where that is known, before the run began; both take as long as planned. What
 * the verification of everything finds some days sooner is left out.
 */
export function exportHistories(runs: Runs): ExportsOf {
  const known = new Map<string, ExportHistory>();
  const alike = new Map<string, ExportHistory[]>();
  return (schedule, source, years) => {
    const key = canonicalJson({ schedule, source, years });
    const found = known.get(key);
    if (found) return found;
    // Backups of many nodes differ in how long they take, and hardly ever in which runs find them.
    const pair = canonicalJson({ schedule, source: { ...source, minutes: 0 }, years });
    const others = alike.get(pair) ?? [];
    const exports = exportsOf(runs(schedule, years), readyTimes(runs, source, years));
    const history = others.find((other) => isSame(other.exports, exports)) ?? { exports, source };
    known.set(key, history);
    alike.set(pair, [...others.filter((other) => other !== history), history]);
    return history;
  };
}

const minute = 60_000;

/** When each copy of a source can be brought, in the order in which they are made. */
function readyTimes(runs: Runs, { schedule, minutes, check }: Source, years: number): number[] {
  const over = runs(schedule, years).map((run) => run + minutes * minute);
  if (check === undefined) return over;
  const looks = runs(check.schedule, years);
  let next = 0;
  return over.map((end) => {
    while (next < looks.length && (looks[next] as number) < end) next += 1;
    return (looks[next] ?? Infinity) + check.minutes * minute;
  });
}

/** The runs that find a newer copy than any before. @param ready - when each can be brought, ascending */
function exportsOf(runs: readonly number[], ready: readonly number[]): number[] {
  let [there, brought] = [0, 0];
  return runs.filter((run) => {
    while (there < ready.length && (ready[there] as number) <= run) there += 1;
    const isNew = there > brought;
    brought = there;
    return isNew;
  });
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}
