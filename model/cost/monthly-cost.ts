import { type Archive, type ArchivedItem, total } from "./archive";
import { openingObjects } from "./export-packs";
import { type PriceList } from "./price-list";
import { billingRules, type BillingRules } from "./storage-class";

/** What an archive costs in a month, once the history is long enough. */
export interface MonthlyCost {
  /** Objects that are billed. */
  readonly objects: number;
  readonly storage: number;
  readonly requests: number;
}

export const daysPerMonth = 365.25 / 12;

const kilobytesPerGB = 1_000_000;

/** Of all requests, those that reach the key: with bucket keys S3 asks it up to 99 % less often (S3 User Guide). */
const keyShare = 0.01;

/**
 * Storage, with the days and kilobytes that are billed at least, and requests. Each object goes directly into its
 * class, by one request at the price of the class. What the objects take up that a restore point is opened with is left
 * out: about a hundred bytes for each MiB.
 */
export function monthlyCost(archive: Archive, prices: PriceList): MonthlyCost {
  const { storageClass } = archive;
  const rules = billingRules(storageClass);
  const points = total(archive, (item) => billedPoints(item, rules));
  const objects = total(archive, (item) => billedPoints(item, rules) * item.objects);
  const dataGB = total(archive, (item) => billedPoints(item, rules) * billedGB(item, rules));
  const indexGB = (objects * rules.indexKB) / kilobytesPerGB;
  const nameGB = (objects * rules.nameKB) / kilobytesPerGB;
  return {
    objects: Math.ceil(objects + points * openingObjects),
    storage:
      (dataGB + indexGB) * prices.storage[storageClass].amount +
      nameGB * prices.storage.STANDARD.amount,
    requests: uploadCost(archive, prices),
  };
}

/**
 * Keys of a vault: those for data and for escrowed keys rotate, and the two rotations of each are billed that are at
 * most; the one that signs does not rotate.
 */
const vaultKeys = { all: 3, rotating: 2 } as const;
const billedRotations = 2;

/** The keys of a vault. */
export function monthlyKeysCost({ key }: PriceList): number {
  const rotations = vaultKeys.rotating * billedRotations;
  return vaultKeys.all * key.month.amount + rotations * key.rotationMonth.amount;
}

/** What so many requests for objects under the key of the vault cost. */
export function keyRequestCost(objects: number, { key }: PriceList): number {
  return ((objects * keyShare) / 10_000) * key.tenThousandRequests.amount;
}

/** Restore points that are billed at a time: deleted ones too, until the least days are over. */
function billedPoints(item: ArchivedItem, { leastDays }: BillingRules): number {
  const kept = item.pointGB > 0 ? item.storedGB / item.pointGB : 0;
  return Math.max(kept, (item.pointsPerMonth * leastDays) / daysPerMonth);
}

/** Small objects are billed as larger ones by some classes. */
function billedGB({ pointGB, objects }: ArchivedItem, { leastKB }: BillingRules): number {
  return Math.max(pointGB, (objects * leastKB) / kilobytesPerGB);
}

function uploadCost(archive: Archive, prices: PriceList): number {
  const { STANDARD } = prices.thousandPuts;
  const own = prices.thousandPuts[archive.storageClass];
  const opening = total(archive, ({ pointsPerMonth }) => pointsPerMonth) * openingObjects;
  const objects = total(archive, (item) => item.pointsPerMonth * item.objects);
  return (
    (objects * own.amount + opening * STANDARD.amount) / 1000 +
    keyRequestCost(objects + opening, prices)
  );
}
