import { type Sizing } from "../estate";
import { type SizedKind, usedShareOf } from "./used-share";

/** How much there is to copy. */
export interface ItemSize {
  /** Gigabytes declared. */
  readonly sizeGB: number;
  /** Gigabytes in use. */
  readonly usedGB: number;
  /** Gigabytes that change between two backups a day apart. */
  readonly dailyChangeGB: number;
  /** Whether `usedGB` was measured. The daily change never is. */
  readonly measured: boolean;
}

/**
 * The size of an item: what was measured, otherwise its kind's share of what it was given.
 *
 * @param sizeGB - gigabytes declared: all disks of a guest together, the disk of a database, the capacity of a bucket
 * @param measuredGB - gigabytes in use, where somebody measured them
 */
export function itemSize(
  kind: SizedKind,
  sizeGB: number,
  measuredGB: number | undefined,
  sizing: Sizing,
): ItemSize {
  const usedGB = measuredGB ?? sizeGB * usedShareOf(kind, sizing);
  return {
    sizeGB,
    usedGB,
    dailyChangeGB: usedGB * sizing.dailyChangeShare,
    measured: measuredGB !== undefined,
  };
}
