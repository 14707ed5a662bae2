import { type Frequency } from "../estate";

/** A job that wants a time in the week. */
export interface JobRequest {
  /** Unique. */
  readonly id: string;
  /** Where it is declared, for findings: `backup:classes.guest-image`. */
  readonly path: string;
  /** How often it runs; `continuous` needs a time for its first run alone. */
  readonly frequency: Frequency;
  /** Name of the window in which all of it must happen; left out for what may run at any time. */
  readonly window?: string;
  /** Minutes a run takes at most, once the first is done. */
  readonly durationMinutes: number;
  /** Minutes the first run takes, which copies everything. Default: as long as any other. */
  readonly firstRunMinutes?: number;
  /**
   * What it needs while it runs: `node:…`, `store:…`, `disk:…`, `link:…`. No two jobs use one at once, unless a long
   * one and one that runs more often fit in no other way; then they share it.
   */
  readonly resources: readonly string[];
  /** What it holds while it runs and no other job ever at the same time, because one would wait or fail. */
  readonly exclusive?: readonly string[];
  /** Ids of jobs that should be over before it starts, as far as their windows allow. Unknown ids count for nothing. */
  readonly after?: readonly string[];
}
