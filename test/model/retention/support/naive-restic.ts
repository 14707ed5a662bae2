const day = 24 * 3_600_000;

/** What is kept, as `restic forget` is told it. */
export interface NaiveForget {
  readonly keepLast: number;
  readonly keepWithinDays: number;
}

/**
 * What restic leaves, one snapshot after the other, the newest first. Read from its documentation alone ("Removing snapshots
 * according to a policy"): the last so many stay, and those that were made within the duration of the newest snapshot.
 */
export function naiveForget(
  held: readonly number[],
  { keepLast, keepWithinDays }: NaiveForget,
): readonly number[] {
  const newestFirst = [...held].sort((one, other) => other - one);
  const [latest = 0] = newestFirst;
  const kept: number[] = [];
  for (const [place, made] of newestFirst.entries()) {
    const isAmongLast = place + 1 <= keepLast;
    const isWithin = made > latest - keepWithinDays * day;
    if (isAmongLast || isWithin) kept.unshift(made);
  }
  return kept;
}
