import { type Fields } from "./match-field";
import { type Severity } from "./matcher-properties";

/** What the server has to tell. */
export interface Notification {
  readonly severity: Severity;
  /** `hostname`, `type`, and what else belongs to the type: `datastore`, `job-id` … */
  readonly fields: Fields;
  readonly title: string;
  readonly message: string;
  readonly time: Date;
}
