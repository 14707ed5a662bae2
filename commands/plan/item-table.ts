import { type ItemCoverage, type Plan, type PlannedItem } from "../../model/plan/plan";
import { gigabytes, marked } from "./figures";
import { type Row, table } from "./table";

/** Every item: how large it is, what protects it and how well. */
export function itemTable({ items, coverage }: Plan): string[] {
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
      { title: "by" },
    ],
    items.map((item) => row(item, coverageOf.get(item.name))),
  );
}

function row(item: PlannedItem, coverage: ItemCoverage | undefined): Row {
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
