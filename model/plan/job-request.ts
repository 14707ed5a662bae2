import { type Frequency } from "../estate";

/** A job that wants a time in the week. */
export interface JobRequest {
  /** Unique. */
  readonly id: string;
  /** Where it is declared, for findings: `backup:classes.guest-image`. */
  readonly path: string;
  /** How often it runs; `continuous` needs no time. */
  readonly frequency: Frequency;
  /** Name of the window in which all of it must happen; left out for what may run at any time. */
  readonly window?: string;
  /** Minutes a run takes at most, once the first is done. */
  readonly durationMinutes: number;
  /** What it needs for itself while it runs: `node:…`, `store:…`, `disk:…`, `link:…`. */
  readonly resources: readonly string[];
  /** Ids of jobs that should be over before it starts, as far as their windows allow. Unknown ids count for nothing. */
  readonly after?: readonly string[];
}
