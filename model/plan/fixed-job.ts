import { type FixedRuns } from "../window/fixed-runs";

/** A job whose time was declared: others are placed around it. */
export interface FixedJob extends FixedRuns {
  readonly id: string;
  /** Where it is declared. */
  readonly path: string;
  readonly resources: readonly string[];
}
