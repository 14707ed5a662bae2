import { type Archive, type ArchivedItem, total } from "./archive";
import { type ExportShape, partsOf } from "./export-shape";
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
 * Storage, with the days and kilobytes that are billed at least, and requests. Parts of an upload and its beginning
 * are billed at the price of STANDARD, its completion at that of the class; what is uploaded goes directly into the
 * class. Source: Amazon S3 User Guide, "Uploading and copying objects using multipart upload" (pricing).
 */
export function monthlyCost(archive: Archive, prices: PriceList, shape: ExportShape): MonthlyCost {
  const { storageClass } = archive;
  const rules = billingRules(storageClass);
  const points = total(archive, (item) => billedPoints(item, rules));
  const objects = points * shape.objects;
  const dataGB = total(archive, (item) => billedPoints(item, rules) * billedGB(item, rules, shape));
  const indexGB = (objects * rules.indexKB) / kilobytesPerGB;
  const nameGB = (objects * rules.nameKB) / kilobytesPerGB;
  return {
    objects: Math.ceil(objects),
    storage:
      (dataGB + indexGB) * prices.storage[storageClass].amount +
      nameGB * prices.storage.STANDARD.amount,
    requests: uploadCost(archive, prices, shape),
  };
}

/** The key of the vault, with the two rotations that are billed at most. */
export function monthlyKeyCost({ key }: PriceList): number {
  return key.month.amount + 2 * key.rotationMonth.amount;
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

/** Small objects are billed as larger ones by some classes; the archive is one object, its manifest the other. */
function billedGB({ pointGB }: ArchivedItem, { leastKB }: BillingRules, shape: ExportShape) {
  const least = leastKB / kilobytesPerGB;
  return Math.max(pointGB, least) + least * (shape.objects - 1);
}

function uploadCost(archive: Archive, prices: PriceList, shape: ExportShape): number {
  const { STANDARD } = prices.thousandPuts;
  const own = prices.thousandPuts[archive.storageClass];
  const points = total(archive, ({ pointsPerMonth }) => pointsPerMonth);
  const parts = total(archive, (item) => item.pointsPerMonth * partsOf(item.pointGB, shape));
  const completed = (points * shape.objects * own.amount) / 1000;
  const staged = ((points + parts) * STANDARD.amount) / 1000;
  return completed + staged + keyRequestCost(points * shape.objects, prices);
}
