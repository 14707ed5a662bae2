import { refusal } from "../http/api-error";
import { splitList } from "../schema/formats";
import type { Guest } from "../state/guests";
import type { JobOptions } from "./backup-job-rules";

/** A guest as `not-backed-up` answers it. */
export interface UncoveredGuest {
  readonly vmid: number;
  readonly name: string;
  readonly type: Guest["type"];
}

/**
 * The guests a job selects, on the node it is limited to if any.
 *
 * @throws ApiError 500 for a pool that no guest is in
 */
export function selectedGuests(job: JobOptions, guests: readonly Guest[]): readonly Guest[] {
  const onNode = guests.filter(({ node }) => job["node"] === undefined || node === job["node"]);
  if (job["pool"] !== undefined) return poolMembers(String(job["pool"]), guests, onNode);
  const listed = splitList(String(job["vmid"] ?? "")).map(Number);
  if (listed.length > 0) return onNode.filter(({ vmid }) => listed.includes(vmid));
  const excluded = splitList(String(job["exclude"] ?? "")).map(Number);
  return job["all"] ? onNode.filter(({ vmid }) => !excluded.includes(vmid)) : [];
}

/** The guests no job selects. As in the product a disabled job counts: it is not asked whether a job ever runs. */
export function uncoveredGuests(
  jobs: readonly JobOptions[],
  guests: readonly Guest[],
): readonly UncoveredGuest[] {
  const covered = new Set(jobs.flatMap((job) => selectedGuests(job, guests)));
  return guests
    .filter((guest) => !covered.has(guest))
    .map(({ vmid, name, type }) => ({ vmid, name, type }));
}

/** The tree that `included_volumes` answers: the job's guests, below each its volumes. */
export function includedVolumes(job: JobOptions, guests: readonly Guest[]): object {
  return {
    children: selectedGuests(job, guests).map(({ vmid, name, type, volumes = [] }) => ({
      id: vmid,
      name,
      type,
      children: volumes.map((id) => ({ id, name: id, included: 1, reason: "enabled" })),
    })),
  };
}

function poolMembers(
  pool: string,
  guests: readonly Guest[],
  onNode: readonly Guest[],
): readonly Guest[] {
  if (!guests.some((guest) => guest.pool === pool)) throw refusal(`pool '${pool}' does not exist`);
  return onNode.filter((guest) => guest.pool === pool);
}
