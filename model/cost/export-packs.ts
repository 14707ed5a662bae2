/**
 * MiB of the packs that restic makes of a backup, each of which is one object: the largest that it takes, because
 * requests and objects are what an archive class bills (docs/decisions/0023).
 */
export const exportPackMiB = 128;

const packGB = (exportPackMiB * 2 ** 20) / 1e9;

/**
 * Objects of an export that stay in STANDARD, because it is opened with them: its configuration and key, and of each of
 * its snapshots (a disk, the guest's configuration, what closes it) the lock, index, tree and snapshot; and the text of
 * what closes it. A guest with more disks has four more for each, which a month costs thousandths of a cent.
 */
export const openingObjects = 2 + 3 * 4 + 1;

/** Objects that an export makes of so many gigabytes as they are stored, what restic needs to open them left out. */
export function packsOf(gigabytes: number): number {
  return Math.max(1, Math.ceil(gigabytes / packGB));
}
