import { type Sizing } from "../estate";

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
 * The size of an item: what was measured, otherwise the declared share of what it was given.
 *
 * @param sizeGB - gigabytes declared: all disks of a guest together
 * @param measuredGB - gigabytes in use, where somebody measured them
 */
export function itemSize(sizeGB: number, measuredGB: number | undefined, sizing: Sizing): ItemSize {
  const usedGB = measuredGB ?? sizeGB * sizing.usedShare;
  return {
    sizeGB,
    usedGB,
    dailyChangeGB: usedGB * sizing.dailyChangeShare,
    measured: measuredGB !== undefined,
  };
}
