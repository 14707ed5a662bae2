import { refusal } from "../api/api-error";
import { splitList } from "../schema/formats";
import type { Guest, Guests } from "../state/guests";
import type { JobOptions } from "./backup-job-rules";

/** A guest as `not-backed-up` answers it. */
export interface UncoveredGuest {
  readonly vmid: number;
  readonly name: string;
  readonly type: Guest["type"];
}

/**
 * The guests a job selects, on the node it is limited to if any: one that moves to another node leaves such a job.
 *
 * @throws ApiError 500 for a pool that does not exist
 */
export function selectedGuests(job: JobOptions, guests: Guests): readonly Guest[] {
  const onNode = guests
    .all()
    .filter(({ node }) => job["node"] === undefined || node === job["node"]);
  if (job["pool"] !== undefined) return poolMembers(String(job["pool"]), guests, onNode);
  const listed = listedVmids(job);
  if (listed.length > 0) return onNode.filter(({ vmid }) => listed.includes(vmid));
  const excluded = splitList(String(job["exclude"] ?? "")).map(Number);
  return job["all"] ? onNode.filter(({ vmid }) => !excluded.includes(vmid)) : [];
}

/**
 * The guests no job selects. As in the product a disabled job counts: it is not asked whether a job ever runs.
 *
 * @param maySee - who may not see a guest is not told of it, so an empty answer is no all-clear for everybody
 */
export function uncoveredGuests(
  jobs: readonly JobOptions[],
  guests: Guests,
  maySee: (guest: Guest) => boolean,
): readonly UncoveredGuest[] {
  const covered = new Set(
    jobs.flatMap((job) => selectedGuests(job, guests)).map(({ vmid }) => vmid),
  );
  return guests
    .all()
    .filter((guest) => !covered.has(guest.vmid) && maySee(guest))
    .map(({ vmid, name, type }) => ({ vmid, name, type }));
}

/**
 * The tree that `included_volumes` answers: the job's guests, below each its volumes. Of one that is listed and gone
 * nothing but its VMID is known.
 *
 * @param maySee - who may not see a guest is not told of it
 */
export function includedVolumes(
  job: JobOptions,
  guests: Guests,
  maySee: (vmid: number) => boolean,
): object {
  const known = selectedGuests(job, guests);
  const children = [...known.map(guestNode), ...absentVmids(job, guests).map(absentNode)];
  return { children: children.filter(({ id }) => maySee(id)) };
}

function guestNode({ vmid, name, type, volumes }: Guest) {
  const children = volumes.map(({ key, name: volume, included, reason }) => ({
    id: `${vmid}:${key}`,
    name: volume,
    included: included ? 1 : 0,
    reason,
    leaf: 1,
  }));
  return { id: vmid, name, type, children, leaf: children.length === 0 ? 1 : 0 };
}

function absentNode(vmid: number) {
  return { id: vmid, type: "unknown", leaf: 1 };
}

/** A job that is limited to a node lists them all the same. */
function absentVmids(job: JobOptions, guests: Guests): readonly number[] {
  const present = new Set(guests.all().map(({ vmid }) => vmid));
  if (job["pool"] !== undefined) return [];
  return listedVmids(job).filter((vmid) => !present.has(vmid));
}

function listedVmids(job: JobOptions): readonly number[] {
  return splitList(String(job["vmid"] ?? "")).map(Number);
}

function poolMembers(pool: string, guests: Guests, onNode: readonly Guest[]): readonly Guest[] {
  if (!guests.hasPool(pool)) throw refusal(`pool '${pool}' does not exist`);
  return onNode.filter((guest) => guest.pool === pool);
}
