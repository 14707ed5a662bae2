import { type CopyGroup } from "./copy-group";

/** A group whose job has a time. */
export interface Arranged {
  readonly group: CopyGroup;
  /** Calendar event, time of the site; `continuous` for what never pauses. */
  readonly schedule: string;
  /** Days between two runs, on average where its window holds some back; 0 for what never pauses. */
  readonly intervalDays: number;
  /** Minutes that its longest run takes, by plan, and at worst: if everything that was declared is in use. */
  readonly run: { readonly planned: number; readonly worst: number };
}
