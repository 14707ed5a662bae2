import { describeRest, excerptOf } from "./excerpt";
import { byCodeUnit } from "./grouping";

/** One thing wrong with what was declared, in the words a person needs to mend it. */
export interface Fault {
  /** Where, as a path in the stack's file: `backup:pbs.datastores.vm-backup.gcSchedule`. */
  readonly path: string;
  /** Where in the file, `Pulumi.lab.yaml:12:5`; left out where no file was read. */
  readonly at?: string;
  /** What is wrong. */
  readonly message: string;
  /** What was found there; left out for what is missing and for secrets. */
  readonly got?: string;
  /** What may stand there. */
  readonly allowed: string;
  /** What to do. */
  readonly fix: string;
}

/** Every fault at once, sorted by path, as one error. */
export class FaultsError extends Error {
  /**
   * @param source - the file or stack that was read
   * @param faults - at least one
   */
  constructor(
    source: string,
    readonly faults: readonly Fault[],
  ) {
    const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
    super(`${source}: ${count}, nothing was changed\n${describeFaults(faults)}`);
    this.name = "FaultsError";
  }
}

/** A fault, or what is said in the same words of something that is none. */
export type AnyFault = Omit<Fault, "allowed"> & Partial<Pick<Fault, "allowed">>;

/** Faults as indented lines for a person, sorted by path; of very many a part, and how many the others are. */
export function describeFaults(faults: readonly AnyFault[]): string {
  const excerpt = excerptOf([...faults].sort((a, b) => byCodeUnit(a.path, b.path)));
  const rest = describeRest(excerpt);
  return [...excerpt.shown.map(describeFault), ...(rest === undefined ? [] : [`  ${rest}`])].join(
    "\n",
  );
}

/** A fault as indented lines for a person. */
export function describeFault(fault: AnyFault): string {
  const { path, at, message, got, allowed, fix } = fault;
  return [
    `  ${path}: ${message}`,
    ...(at === undefined ? [] : [`    at:      ${at}`]),
    ...(got === undefined ? [] : [`    got:     ${got}`]),
    ...(allowed === undefined ? [] : [`    allowed: ${allowed}`]),
    `    fix:     ${fix}`,
  ].join("\n");
}
