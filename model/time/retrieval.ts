import { type RetrievalTier, type StorageClass } from "../estate";
import { transferMinutes } from "./transfer";

/**
 * Hours until an archived object can be read: the upper end of what is published for each tier. A class that is not
 * listed can be read at once; a tier that is not listed does not exist for the class.
 * Source: Amazon S3 User Guide, "Understanding archive retrieval options".
 */
const retrievalHoursOf: Partial<Record<StorageClass, Partial<Record<RetrievalTier, number>>>> = {
  GLACIER: { expedited: 5 / 60, standard: 5, bulk: 12 },
  DEEP_ARCHIVE: { standard: 12, bulk: 48 },
};

/** Megabytes below which an expedited retrieval keeps to its minutes, and the speed of larger ones. Same source. */
const expedited = { smallMB: 250, speedMBps: 300 } as const;

/** Tiers that can be asked for; empty: the class needs no retrieval and every tier is without effect. */
export function retrievalTiers(storageClass: StorageClass): readonly RetrievalTier[] {
  return Object.keys(retrievalHoursOf[storageClass] ?? {}) as RetrievalTier[];
}

/**
 * Hours until so many gigabytes can be downloaded; 0 where the class needs no retrieval.
 *
 * @returns `undefined` if the class has no such tier
 */
export function retrievalHours(
  storageClass: StorageClass,
  tier: RetrievalTier,
  gigabytes: number,
): number | undefined {
  const tiers = retrievalHoursOf[storageClass];
  if (!tiers) return 0;
  const hours = tiers[tier];
  if (hours === undefined) return undefined;
  const large = tier === "expedited" && gigabytes * 1000 >= expedited.smallMB;
  return large ? hours + transferMinutes(gigabytes, expedited.speedMBps) / 60 : hours;
}
