import { dateIn, isoWeek } from "../../model/retention/support/naive-pbs";

/*
 * What the export agent brings to a bucket, as its README tells it and with no part of the model: a run sends the
 * newest snapshot that is verified, and nothing if that one is in the bucket and has not expired.
 */

const minute = 60_000;
const day = 86_400_000;

/** A job by its runs, and how long each takes. */
export interface NaiveJob {
  readonly runs: readonly number[];
  readonly minutes: number;
}

/** When what was sent at that instant expires: the first midnight UTC that so many days have passed at. */
export function expiryOf(sent: number, days: number): number {
  return Math.ceil((sent + days * day) / day) * day;
}

/** Of which snapshot each export is, and when it was sent. Snapshots are known by when they were begun. */
export interface NaiveExport {
  readonly snapshot: number;
  readonly sent: number;
}

/** Every export, ascending. @param days - after which an export expires */
export function naiveExports(
  backups: NaiveJob,
  checks: NaiveJob,
  runs: readonly number[],
  days: number,
): NaiveExport[] {
  const snapshots = verified(backups, checks);
  const exports: NaiveExport[] = [];
  let [next, newest] = [0, undefined as number | undefined];
  for (const run of runs) {
    for (; next < snapshots.length && snapshots[next]!.verified <= run; next += 1)
      newest = snapshots[next]!.snapshot;
    if (newest === undefined) continue;
    const last = exports.at(-1);
    if (last?.snapshot === newest && run < expiryOf(last.sent, days)) continue;
    exports.push({ snapshot: newest, sent: run });
  }
  return exports;
}

/** A verification looks at what is complete when it begins. */
function verified(backups: NaiveJob, checks: NaiveJob) {
  let at = 0;
  return backups.runs.flatMap((snapshot) => {
    while (at < checks.runs.length && checks.runs[at]! < snapshot + backups.minutes * minute)
      at += 1;
    const check = checks.runs[at];
    return check === undefined ? [] : [{ snapshot, verified: check + checks.minutes * minute }];
  });
}

const nameOf = {
  last: (instant: number) => String(instant),
  daily: (instant: number, zone: string) => dateIn(zone, instant),
  weekly: (instant: number, zone: string) => isoWeek(dateIn(zone, instant)),
  monthly: (instant: number, zone: string) => dateIn(zone, instant).slice(0, 7),
  yearly: (instant: number, zone: string) => dateIn(zone, instant).slice(0, 4),
} as const;

export type NaiveCounts = Readonly<Partial<Record<keyof typeof nameOf, number>>>;

/** Kinds of which fewer copies are there than wanted. @param held - when each was sent */
export function tooFew(held: readonly number[], wanted: NaiveCounts, zone: string): string[] {
  return (Object.keys(nameOf) as (keyof typeof nameOf)[]).filter((kind) => {
    const count = wanted[kind] ?? 0;
    return count > 0 && new Set(held.map((instant) => nameOf[kind](instant, zone))).size < count;
  });
}
