import { type Archive } from "../cost/archive";
import { type MonthlyCost, monthlyCost } from "../cost/monthly-cost";
import { type Confidence, type Price, type PriceList } from "../cost/price-list";
import { billingRules } from "../cost/storage-class";
import { type Finding } from "../finding";

/** Days after which prices must be looked up again. */
const oldestDays = 180;

/** What is doubtful about a price list. */
export function priceFindings(prices: PriceList, today: string): Finding[] {
  return [...agedPrices(prices, today), ...secondHandPrices(prices)];
}

function agedPrices({ file, asOf }: PriceList, today: string): Finding[] {
  const age = Math.round((Date.parse(today) - Date.parse(asOf)) / 86_400_000);
  if (age <= oldestDays) return [];
  return [
    {
      severity: "warning",
      path: `${file}: asOf`,
      message: `the prices are ${age} days old`,
      got: asOf,
      allowed: `at most ${oldestDays} days before ${today}`,
      fix: "look the prices up again, correct the file and its asOf",
    },
  ];
}

function secondHandPrices(prices: PriceList): Finding[] {
  const figures = pricesIn(prices);
  const count = (confidence: Confidence) =>
    figures.filter((figure) => figure.confidence === confidence).length;
  const [reported, remembered] = [count("reported"), count("remembered")];
  if (reported + remembered === 0) return [];
  return [
    {
      severity: "note",
      path: prices.file,
      message: `of ${figures.length} prices ${reported} are as others tell them and ${remembered} only remembered`,
      fix: "compare them with AWS's own price list, and write published beside each that is right",
    },
  ];
}

function pricesIn(tree: object): Price[] {
  return Object.values(tree).flatMap((value: unknown) => {
    if (typeof value !== "object" || value === null) return [];
    return "confidence" in value ? [value as Price] : pricesIn(value);
  });
}

/** A class that bills what is not kept, or more for each object than it saves, can cost more than STANDARD. */
export function costFindings(
  archive: Archive,
  { storage, requests }: MonthlyCost,
  prices: PriceList,
): Finding[] {
  const { storageClass, place } = archive;
  const standard = monthlyCost({ ...archive, storageClass: "STANDARD" }, prices);
  const [own, other] = [storage + requests, standard.storage + standard.requests];
  if (own <= other) return [];
  const { leastDays } = billingRules(storageClass);
  const amount = (value: number) => `${value.toPrecision(2)} ${prices.currency}`;
  return [
    {
      severity: "note",
      path: `backup:places.${place}.storageClass`,
      message: `${storageClass} bills at least ${leastDays} days, and more for each object, and costs more here than STANDARD`,
      got: `${amount(own)} a month`,
      allowed: `${amount(other)} a month in STANDARD`,
      fix: "choose STANDARD, or keep copies longer and bundle small ones",
    },
  ];
}
