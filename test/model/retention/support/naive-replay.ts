/** A history played event by event, with ages in milliseconds. */
export interface Played {
  /** Age of the youngest copy ever removed; Infinity if none is. */
  readonly youngestRemoved: number;
  /** Age of the oldest copy after every event from `since` on, at its least. */
  readonly youngestOldest: number;
  readonly mostHeld: number;
  /** From the oldest copy to the newest, at most. */
  readonly longestSpan: number;
}

/**
 * @param prunes - those after the last backup are left out: they would thin a history that has ended, and no proof
 *   speaks of one
 */
export function play(
  backups: readonly number[],
  prunes: readonly number[],
  since: number,
  prune: (held: readonly number[], now: number) => readonly number[],
): Played {
  let held: number[] = [];
  let [youngestRemoved, youngestOldest, mostHeld, longestSpan] = [Infinity, Infinity, 0, 0];
  const instants = [...new Set([...backups, ...prunes])].sort((a, b) => a - b);
  const [made, pruned] = [new Set(backups), new Set(prunes)];
  const end = Math.max(...backups);
  for (const now of instants.filter((instant) => instant <= end)) {
    if (made.has(now)) held.push(now);
    if (pruned.has(now)) {
      const stays = new Set(prune(held, now));
      for (const copy of held) {
        if (!stays.has(copy)) youngestRemoved = Math.min(youngestRemoved, now - copy);
      }
      held = held.filter((copy) => stays.has(copy));
    }
    mostHeld = Math.max(mostHeld, held.length);
    if (held.length > 0) longestSpan = Math.max(longestSpan, Math.max(...held) - Math.min(...held));
    const oldest = held.length === 0 ? 0 : now - Math.min(...held);
    if (now >= since) youngestOldest = Math.min(youngestOldest, oldest);
  }
  return { youngestRemoved, youngestOldest, mostHeld, longestSpan };
}
