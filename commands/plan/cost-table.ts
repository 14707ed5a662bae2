import { type Cost } from "../../model/plan/plan";
import { gigabytes } from "./figures";
import { table } from "../support/table";
import { indented } from "../support/page";

/** What the copies in S3 cost, place by place. */
export function costTable(cost: Cost): string[] {
  const rows = cost.places.map((place) => ({
    place,
    storage: cents(place.monthlyStorage),
    requests: cents(place.monthlyRequests),
  }));
  const keys = cents(cost.monthlyKeys);
  const monthly = rows.reduce((sum, { storage, requests }) => sum + storage + requests, keys);
  const restores = cost.places.reduce((sum, { firstRestore }) => sum + cents(firstRestore), 0);
  return [
    ...table(
      [
        { title: "place" },
        { title: "GB", align: "right" },
        { title: "objects", align: "right", mayGoBelow: true },
        { title: "storage", align: "right" },
        { title: "requests", align: "right" },
        { title: "a month", align: "right" },
        { title: "first restore", align: "right" },
        { title: "tier", mayGoBelow: true },
      ],
      rows.map(({ place, storage, requests }) => ({
        cells: [
          place.place,
          `~${gigabytes(place.storedGB)}`,
          place.objects.toLocaleString("en-US"),
          amount(storage),
          amount(requests),
          amount(storage + requests),
          amount(cents(place.firstRestore)),
          place.retrieval,
        ],
      })),
    ),
    ...indented(
      `${amount(monthly)} ${cost.currency} a month, of which ${amount(keys)} for the keys of the vault; ` +
        `${amount(restores)} ${cost.currency} to restore everything once.`,
      "  ",
    ),
    ...indented(`Prices of ${cost.asOf}: ${cost.source}.`, "  "),
  ];
}

/** Hundredths of the currency: sums of what is shown are to add up for whoever reads them. */
export function cents(amount: number): number {
  return Math.round(amount * 100);
}

function amount(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}
