import { type VeeamSchedule } from "../calendar/veeam-schedule";
import { type Arranged } from "../plan/arranged";
import { veeamScheduleFor } from "./veeam";

/** A job that brings the backups of one of Veeam's jobs to the vault. */
export interface VeeamExportInstruction {
  readonly job: string;
  /** The job in Veeam. */
  readonly source: string;
  /** Name of the place that they come from. */
  readonly from: string;
  /** Name of the place that they go to. */
  readonly place: string;
  /** Names of the file servers. */
  readonly items: readonly string[];
  /** On the clock of the Veeam server. */
  readonly schedule: VeeamSchedule;
  /** Name of the window. */
  readonly window: string;
}

/**
 * What the agent on the Veeam server is told.
 *
 * @throws Error for a group that brings nothing of another's, or whose time no scheduled task can be told
 */
export function veeamExportInstruction({ group, schedule }: Arranged): VeeamExportInstruction {
  const { id, place, from, source, window, items } = group;
  if (from === undefined || source === undefined || window === undefined)
    throw new Error(`the export ${id} has no source or no window`);
  return {
    ...{ job: id, source, from, place },
    items: items.map(({ name }) => name),
    schedule: veeamScheduleFor(schedule),
    window,
  };
}
