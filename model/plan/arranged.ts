import { type CopyGroup } from "./copy-group";
import { type Source } from "./export-history";

/** A group whose job has a time. */
export interface Arranged {
  readonly group: CopyGroup;
  /** Calendar event, time of the site; `continuous` for what never pauses. */
  readonly schedule: string;
  /**
   * Days between two copies, on average where its window holds runs back, and no fewer than its source takes where it
   * brings nothing twice; 0 for what never pauses.
   */
  readonly intervalDays: number;
  /** Minutes that its longest run takes, by plan, and at worst: if everything that was declared is in use. */
  readonly run: { readonly planned: number; readonly worst: number };
  /** What it brings offsite; only where a run brings nothing that was brought before. */
  readonly source?: Source;
}
