/** How an engine lets go of a history's copies. Copies are known by their position in the history. */
export interface Rule {
  /** When it looks for what may go. Milliseconds since 1970 UTC, ascending. */
  readonly runs: readonly number[];
  /**
   * Milliseconds that its decisions look back at most: whatever lies further back has no influence any more, so
   * that a history longer than this behaves as if it had always been going on.
   */
  readonly reach: number;
  /**
   * What a run leaves.
   *
   * @param held - positions of what there is, oldest first
   * @param now - when the run starts
   * @returns those that stay, oldest first: `held` itself if nothing goes, otherwise a list that is the caller's own
   */
  kept(held: number[], now: number): number[];
  /**
   * How many of the oldest a run lets go of, where it never lets go of others: asked instead of `kept`, so that nothing
   * has to be done for what stays.
   */
  gone?(held: readonly number[], now: number): number;
  /**
   * The newest moment that can no longer be restored once the copy is gone. Default: that of the copy. Later where
   * the copy also brings back what came after it.
   */
  newestLost?(position: number): number;
  /** When the copy stops taking up space, if it goes in the run at `now`. Default: at once. */
  storedUntil?(position: number, now: number): number;
}

/** A rule that lets go of the oldest alone. */
export function oldestFirst(rule: Omit<Rule, "kept"> & Required<Pick<Rule, "gone">>): Rule {
  return {
    ...rule,
    kept(held, now) {
      const gone = rule.gone(held, now);
      return gone === 0 ? held : held.slice(gone);
    },
  };
}
