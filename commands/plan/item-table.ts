import { groupedBy } from "../../model/grouping";
import {
  type ItemCoverage,
  type Plan,
  type PlannedCopy,
  type PlannedItem,
} from "../../model/plan/plan";
import { gigabytes, marked } from "./figures";
import { type Row, table } from "./table";

/** Every item: how large it is, what protects it and how well, and how consistent the copies are that somebody makes. */
export function itemTable({ items, coverage, copies }: Plan): string[] {
  const made = copies.filter(({ maker }) => maker !== "nobody");
  const copiesOf = groupedBy(made, ({ item }) => item);
  const coverageOf = new Map(coverage.map((one) => [one.item, one]));
  return table(
    [
      { title: "item" },
      { title: "kind" },
      { title: "node" },
      { title: "used GB", align: "right" },
      { title: "a day", align: "right" },
      { title: "status" },
      { title: "3-2-1-1-0" },
      { title: "consistency" },
      { title: "by" },
    ],
    items.map((item) => row(item, coverageOf.get(item.name), copiesOf.get(item.name) ?? [])),
  );
}

function row(
  item: PlannedItem,
  coverage: ItemCoverage | undefined,
  copies: readonly PlannedCopy[],
): Row {
  const { name, kind, node = "", classes, usedGB, dailyChangeGB, measured } = item;
  return {
    cells: [
      name,
      kind,
      node,
      marked(gigabytes(usedGB), !measured),
      marked(gigabytes(dailyChangeGB), true),
      coverage?.status ?? "",
      coverage ? figuresOf(coverage) : "",
      [...new Set(copies.map(({ consistency }) => consistency))].join(", "),
      coverage?.status === "exempt"
        ? `exempt until ${coverage.exemption?.expires}`
        : classes.join(", "),
    ],
  };
}

function figuresOf({ rule }: ItemCoverage): string {
  const { copies, media, offsite, immutable, unverified, met } = rule;
  return `${[copies, media, offsite, immutable, unverified].join("-")}${met ? " ok" : ""}`;
}
