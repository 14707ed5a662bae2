import { type StoreCapacity } from "../../model/plan/plan";
import { gigabytes, marked } from "./figures";
import { type Row, table } from "../support/table";
import { indented } from "../support/page";

/** How full stores get, and when. */
export function capacityTable(capacity: readonly StoreCapacity[]): string[] {
  if (capacity.length === 0) return ["  No place says how much it holds."];
  const fullestFirst = [...capacity].sort((a, b) => shareOf(b) - shareOf(a));
  return [
    ...table(
      [
        { title: "store" },
        { title: "holds GB", align: "right", mayGoBelow: true },
        { title: "planned GB", align: "right" },
        { title: "share", align: "right" },
        { title: "75 %" },
        { title: "90 %" },
        { title: "full" },
      ],
      fullestFirst.map(row),
    ),
    ...indented(assumption, "  "),
  ];
}

const assumption =
  "Days are the earliest: as if all first backups were made today, into empty stores. " +
  "never: not at the planned size.";

/** Of what it holds; above 1 it cannot. */
function shareOf({ storedGB, capacityGB }: StoreCapacity): number {
  return storedGB / capacityGB;
}

function row(capacity: StoreCapacity): Row {
  const { resource, capacityGB, storedGB, estimated, unproven, growing, passes } = capacity;
  const isKnown = unproven.length === 0 && growing.length === 0;
  const least = isKnown ? "" : "at least ";
  return {
    cells: [
      resource,
      gigabytes(capacityGB),
      least + marked(gigabytes(storedGB), estimated),
      `${Math.ceil(shareOf(capacity) * 100)} %`,
      ...passes.map(({ date }) => date ?? (isKnown ? "never" : "nobody knows")),
    ],
    below: [monthsText(capacity)],
  };
}

/** Months after which a line says how much there is; the last one of all is always told. */
const told: ReadonlySet<number> = new Set([0, 1, 2, 3, 6, 12, 24, 36, 60]);

/** `~1,100 today, ~1,300 after 1 month, …`. */
function monthsText({ months, estimated }: StoreCapacity): string {
  const shown = months.map(({ storedGB }, month) => ({ storedGB, month }));
  return shown
    .filter(({ month }) => told.has(month) || month === months.length - 1)
    .map(({ storedGB, month }) => `${marked(gigabytes(storedGB), estimated)} ${after(month)}`)
    .join(", ");
}

function after(months: number): string {
  if (months === 0) return "with the first backups";
  return `after ${months} month${months === 1 ? "" : "s"}`;
}
