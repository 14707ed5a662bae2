/**
 * MiB of a backup that become one object, before they are compressed: large enough that requests cost little, small
 * enough to be kept on the exporting host, and sent again, one at a time (docs/decisions/0013).
 */
export const exportPartMiB = 256;

const partGB = (exportPartMiB * 2 ** 20) / 1e9;

/** Objects that an export makes of so many gigabytes, its manifest left out. */
export function partsOf(gigabytes: number): number {
  return Math.max(1, Math.ceil(gigabytes / partGB));
}
