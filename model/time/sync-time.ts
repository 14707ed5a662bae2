import { type RunTime } from "./run-time";
import { minutesPerItem } from "./run-time";
import { transferMinutes } from "./transfer";

/** What a sync job copies from one datastore of a server to another. */
export interface SyncVolume {
  /** Backup groups. */
  readonly groups: number;
  /** Gigabytes of all that lies in the source, as it is stored. */
  readonly storedGB: number;
  /** Gigabytes that come to it between two runs, as they are stored. */
  readonly newGB: number;
}

/**
 * How long a sync job takes on one server: it reads the indexes of new snapshots, and of their chunks those that the
 * target has not got. The first run copies the whole history.
 *
 * Source: Proxmox Backup Server documentation, "Managing Remotes & Sync".
 *
 * @param speedMBps - of the slower of the two stores
 */
export function syncTime({ groups, storedGB, newGB }: SyncVolume, speedMBps: number): RunTime {
  const minutes = (gigabytes: number) =>
    Math.ceil(groups * minutesPerItem + transferMinutes(gigabytes, speedMBps));
  return { durationMinutes: minutes(newGB), firstRunMinutes: minutes(storedGB) };
}

/**
 * Minutes that a run is taken to last whose source is another server: nobody knows what lies there. An assumption that
 * a finding names.
 */
export const assumedRemoteMinutes = 60;
