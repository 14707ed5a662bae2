import { type Place } from "../estate";
import { transferMinutes } from "./transfer";

/** What lies in a store. */
export interface StoreContent {
  /** Restore points of all items together. */
  readonly restorePoints: number;
  /** Gigabytes that they take. */
  readonly storedGB: number;
  /** Gigabytes that they refer to: the size of each restore point, added up, before compression. */
  readonly referencedGB: number;
}

/** Megabytes that a store reads or takes in a second where nobody declared it. An assumption: a single hard disk. */
export const assumedStoreMBps = 150;

/** Restore points that a prune removes in a second: it deletes small index files. An assumption. */
const prunedPerSecond = 10;

/**
 * Megabytes of a chunk before compression: 4 MiB, fixed for images of virtual machines and the average for
 * containers. Source: Proxmox Backup Server documentation, "Technical Overview".
 */
const chunkMB = 4.194304;

/** Chunks whose time stamp a store sets, or looks at, in a second. An assumption for each medium. */
const chunksPerSecond: Readonly<Record<Place["medium"], number>> = {
  nvme: 5000,
  disk: 200,
  object: 100,
  tape: 100,
  cloud: 100,
};

/** Whole minutes to prune a store; it looks at every restore point. */
export function pruneMinutes({ restorePoints }: StoreContent): number {
  return atLeastOne(restorePoints / prunedPerSecond / 60);
}

/**
 * Whole minutes of garbage collection: it touches each chunk of each index, then looks at every chunk there is.
 * Later versions touch a chunk of many indexes only once and are faster.
 */
export function garbageCollectionMinutes(
  { storedGB, referencedGB }: StoreContent,
  medium: Place["medium"],
): number {
  const chunks = ((storedGB + referencedGB) * 1000) / chunkMB;
  return atLeastOne(chunks / chunksPerSecond[medium] / 60);
}

/**
 * Whole minutes to verify so many gigabytes, read at the speed of the place. Verifying what is new reads whole
 * restore points, because a snapshot is verified with every chunk it refers to; a run reads a chunk only once.
 */
export function verifyMinutes(gigabytes: number, readMBps: number): number {
  return atLeastOne(transferMinutes(gigabytes, readMBps));
}

function atLeastOne(minutes: number): number {
  return Math.max(1, Math.ceil(minutes));
}
