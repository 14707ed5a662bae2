import { type Archive, total } from "./archive";
import { daysPerMonth, keyRequestCost } from "./monthly-cost";
import { type PriceList } from "./price-list";
import { billingRules } from "./storage-class";

/** Days that a retrieved object stays readable: long enough to download it twice. A parameter of the restore. */
export const readableDays = 7;

/** What it costs to read the newest restore point of every item of an archive once, without the way out of AWS. */
export function retrievalCost(archive: Archive, prices: PriceList): number {
  const { storageClass } = archive;
  const { archived } = billingRules(storageClass);
  const tiers = prices.retrieval[storageClass];
  // Classes that answer at once know no tiers, and prices of a tier that does not exist are nobody's.
  const price = archived ? tiers[archive.retrieval] : tiers.standard;
  if (!price) return 0;
  const gigabytes = newestGB(archive);
  const objects = total(archive, (item) => item.objects);
  const temporary = archived ? prices.storage.STANDARD.amount * (readableDays / daysPerMonth) : 0;
  return (
    gigabytes * (price.perGB.amount + temporary) +
    (objects / 1000) * price.perThousandRequests.amount +
    (archived
      ? (objects / 1000) * prices.retrieval.STANDARD.standard.perThousandRequests.amount
      : 0) +
    keyRequestCost(objects, prices)
  );
}

/** What it costs to bring so many gigabytes out of AWS within one month. */
export function egressCost(gigabytes: number, { egress }: PriceList): number {
  return Math.max(0, gigabytes - egress.freeGBPerMonth.amount) * egress.perGB.amount;
}

/** Gigabytes of the newest restore point of every item. */
export function newestGB(archive: Archive): number {
  return total(archive, ({ pointGB }) => pointGB);
}
