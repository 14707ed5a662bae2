import { type Cost } from "../../model/plan/plan";
import { gigabytes } from "./figures";
import { table } from "./table";
import { indented } from "./text";

/** What the copies in S3 cost, place by place. */
export function costTable(cost: Cost): string[] {
  const amount = (value: number) => value.toFixed(2);
  return [
    ...table(
      [
        { title: "place" },
        { title: "GB", align: "right" },
        { title: "objects", align: "right" },
        { title: "storage", align: "right" },
        { title: "requests", align: "right" },
        { title: "a month", align: "right" },
        { title: "first restore", align: "right" },
        { title: "tier" },
      ],
      cost.places.map((place) => ({
        cells: [
          place.place,
          `~${gigabytes(place.storedGB)}`,
          place.objects.toLocaleString("en-US"),
          amount(place.monthlyStorage),
          amount(place.monthlyRequests),
          amount(place.monthlyStorage + place.monthlyRequests),
          amount(place.firstRestore),
          place.retrieval,
        ],
      })),
    ),
    ...indented(
      `${amount(cost.monthly)} ${cost.currency} a month, of which ${amount(cost.monthlyKey)} for the key; ` +
        `${amount(cost.firstRestore)} ${cost.currency} to restore everything once.`,
      "  ",
    ),
    ...indented(`Prices of ${cost.asOf}: ${cost.source}.`, "  "),
  ];
}
