/**
 * When something runs. Instants are milliseconds since 1970-01-01T00:00Z, as `Date.now()` gives them.
 *
 * No schedule runs before 1970 or after 2199, the last year that systemd and Proxmox know.
 */
export interface Schedule {
  /** The first run strictly after that instant, on a whole second; `undefined` if it never runs again. */
  next(after: number): number | undefined;
}

/** The runs from `from` on and before `to`, ascending. Default of `to`: all there are. */
export function* occurrences(
  schedule: Schedule,
  from: number,
  to = Infinity,
): Generator<number, void> {
  let at = schedule.next(from - 1);
  while (at !== undefined && at < to) {
    yield at;
    at = schedule.next(at);
  }
}
