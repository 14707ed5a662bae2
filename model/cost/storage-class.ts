import { billedDays } from "../billed-days";
import { type StorageClass } from "../estate";

/** How Amazon S3 counts what an object of a class takes. */
export interface BillingRules {
  /** Days that are billed at least. */
  readonly leastDays: number;
  /** Kilobytes billed at least for each object. */
  readonly leastKB: number;
  /** Kilobytes billed on top of each object: its index, at the price of the class … */
  readonly indexKB: number;
  /** … and its name and metadata, at the price of STANDARD. */
  readonly nameKB: number;
  /** Whether an object must be retrieved, as a temporary copy in STANDARD, before it can be read. */
  readonly archived: boolean;
}

const online = { leastKB: 0, indexKB: 0, nameKB: 0, archived: false };
const archive = { leastKB: 0, indexKB: 32, nameKB: 8, archived: true };

/**
 * Source: Amazon S3 User Guide, "Understanding and managing Amazon S3 storage classes" and "Transitioning objects
 * using Amazon S3 Lifecycle" (40 KB for each archived object, of which 8 KB are STANDARD).
 */
const rules: Readonly<Record<StorageClass, Omit<BillingRules, "leastDays">>> = {
  STANDARD: online,
  STANDARD_IA: { ...online, leastKB: 128 },
  GLACIER_IR: { ...online, leastKB: 128 },
  GLACIER: archive,
  DEEP_ARCHIVE: archive,
};

export function billingRules(storageClass: StorageClass): BillingRules {
  return { leastDays: billedDays[storageClass] ?? 0, ...rules[storageClass] };
}
