import { type Archive, type ArchivedItem } from "../cost/archive";
import { packsOf } from "../cost/export-packs";
import { daysPerMonth, type MonthlyCost, monthlyCost, monthlyKeysCost } from "../cost/monthly-cost";
import { type PriceList } from "../cost/price-list";
import { egressCost, newestGB, retrievalCost } from "../cost/restore-cost";
import { engines } from "../engines/engines";
import { type Estate } from "../estate";
import { type Finding } from "../finding";
import { groupedBy } from "../grouping";
import { entry } from "../record";
import { rounded } from "../rounding";
import { restorePointGB } from "../size/stored-size";
import { costFindings, priceFindings } from "./cost-findings";
import { type Cost, type PlaceCost, type PlannedCopy, type PlannedItem } from "./plan";

/** What the copies in S3 cost, and what is doubtful about that. */
export interface CostPart {
  readonly cost: Cost;
  readonly findings: readonly Finding[];
}

/**
 * What the copies in S3 cost in a month, once the history is long enough, and what it costs to read the newest of
 * each back once. Amounts in the currency of the price list. Copies that nobody makes yet are priced as well.
 *
 * @param today - YYYY-MM-DD
 */
export function planCost(
  estate: Estate,
  items: readonly PlannedItem[],
  copies: readonly PlannedCopy[],
  prices: PriceList,
  today: string,
): CostPart {
  const archives = archivesOf(estate, items, copies);
  const priced = archives.map((archive) => ({
    archive,
    monthly: monthlyCost(archive, prices),
  }));
  const egress = egressShares(archives, prices);
  const places = priced.map(({ archive, monthly }) =>
    placeCost(archive, monthly, retrievalCost(archive, prices) + egress(archive)),
  );
  // Where there is one vault, no place says which.
  const vaults = new Set(archives.map(({ place }) => entry(estate.places, place).server));
  const keys = vaults.size * monthlyKeysCost(prices);
  const sum = (of: (place: PlaceCost) => number) => places.reduce((all, one) => all + of(one), 0);
  return {
    cost: {
      currency: prices.currency,
      asOf: prices.asOf,
      source: prices.source,
      monthly: rounded(sum((one) => one.monthlyStorage + one.monthlyRequests) + keys, 2),
      monthlyKeys: keys,
      firstRestore: rounded(
        sum((one) => one.firstRestore),
        2,
      ),
      places,
    },
    findings:
      archives.length === 0
        ? []
        : [
            ...priceFindings(prices, today),
            ...priced.flatMap(({ archive, monthly }) => costFindings(archive, monthly, prices)),
          ],
  };
}

function archivesOf(
  estate: Estate,
  items: readonly PlannedItem[],
  copies: readonly PlannedCopy[],
): Archive[] {
  const itemsByName = new Map(items.map((item) => [item.name, item]));
  const archived = copies.filter(({ place }) => entry(estate.places, place).engine === "s3");
  return [...groupedBy(archived, ({ place }) => place)].map(([place, held]) => {
    const { storageClass = "STANDARD", retrieval = "standard" } = entry(estate.places, place);
    return {
      place,
      storageClass,
      retrieval,
      contents: held.map((copy) => archivedItem(estate, copy, itemsByName.get(copy.item))),
    };
  });
}

function archivedItem(estate: Estate, copy: PlannedCopy, item?: PlannedItem): ArchivedItem {
  const protection = entry(estate.classes, copy.class);
  const { usedGB = 0 } = item ?? {};
  const isImage = engines[entry(estate.places, protection.place).engine].readsImages;
  const pointGB = restorePointGB("s3", usedGB, estate.sizing);
  return {
    pointGB,
    // The guest's configuration is one object more.
    objects: packsOf(pointGB) + (isImage ? 1 : 0),
    // The longest months are no reason to count less than one.
    pointsPerMonth: Math.max(1, daysPerMonth / copy.history.intervalDays),
    storedGB: copy.storedGB,
  };
}

/** What is free of the way out is free once for all archives, so each pays its share of the rest. */
function egressShares(archives: readonly Archive[], prices: PriceList): (one: Archive) => number {
  const all = archives.reduce((sum, archive) => sum + newestGB(archive), 0);
  const cost = egressCost(all, prices);
  return (archive) => (all > 0 ? (cost * newestGB(archive)) / all : 0);
}

function placeCost(archive: Archive, monthly: MonthlyCost, firstRestore: number): PlaceCost {
  return {
    place: archive.place,
    storedGB: rounded(
      archive.contents.reduce((sum, { storedGB }) => sum + storedGB, 0),
      2,
    ),
    objects: monthly.objects,
    monthlyStorage: rounded(monthly.storage, 4),
    monthlyRequests: rounded(monthly.requests, 4),
    retrieval: archive.retrieval,
    firstRestore: rounded(firstRestore, 4),
  };
}
