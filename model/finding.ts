import { type Fault } from "./fault";

/** How bad a finding is: an error stops the program, a warning is a promise somebody should look at, a note explains. */
export type Severity = "error" | "warning" | "note";

/** Something the plan has to say about what was declared. */
export interface Finding extends Omit<Fault, "allowed"> {
  readonly severity: Severity;
  /** What may stand there; left out where nothing is wrong with the value itself. */
  readonly allowed?: string;
}
