import { type Engine } from "../estate";
import { type Retention } from "../plan/plan";

/** A job that is planned and that neither a component nor an operator makes. The list shrinks with every tier. */
export interface NotMadeYet {
  readonly job: string;
  readonly engine: Engine;
  readonly class: string;
  readonly place: string;
  /** The place that holds what it would bring offsite; left out for backups. */
  readonly from?: string;
  readonly items: readonly string[];
  readonly schedule: string;
  readonly retention: Retention;
}
