import { groupedBy } from "../../model/grouping";
import { counted } from "../../model/plan/name-list";
import {
  type ItemCoverage,
  type ItemKind,
  type Plan,
  type PlannedCopy,
  type PlannedItem,
} from "../../model/plan/plan";
import { heldTogether } from "../support/page";
import { type Row, table } from "../support/table";
import { gigabytes, marked, roundedGigabytes } from "./figures";
import { manyNames } from "./names";
import { byStatus } from "./status";

/** An item and all that a row says of it but its sizes. */
interface Shown {
  readonly item: PlannedItem;
  readonly coverage: ItemCoverage | undefined;
  readonly rule: string;
  readonly consistency: string;
  readonly by: string;
}

const kinds: Readonly<Record<ItemKind, string>> = {
  guest: "guest",
  fileServer: "file server",
  database: "database",
  bucket: "bucket",
  repository: "repository",
  claim: "claim",
  driveSet: "drive set",
};

/**
 * Items of which all but the size is alike in one row, the worst first: what protects them and how well, and how
 * consistent the copies are that somebody makes.
 */
export function itemTable({ items, coverage, copies }: Plan): string[] {
  const made = copies.filter(({ maker }) => maker !== "nobody");
  const copiesOf = groupedBy(made, ({ item }) => item);
  const coverageOf = new Map(coverage.map((one) => [one.item, one]));
  const shown = items.map((item) =>
    shownOf(item, coverageOf.get(item.name), copiesOf.get(item.name) ?? []),
  );
  const alike = groupedBy(shown, ({ item, coverage: own, ...rest }) =>
    [item.kind, own?.status, rest.rule, rest.consistency, rest.by].join("\n"),
  );
  const groups = [...alike.values()].sort(([a], [b]) =>
    byStatus(a.coverage?.status, b.coverage?.status),
  );
  return table(
    [
      { title: "status" },
      { title: "items" },
      { title: "used GB", align: "right" },
      { title: "a day", align: "right", mayGoBelow: true },
      { title: "3-2-1-1-0" },
      { title: "consistency", mayGoBelow: true },
      { title: "by" },
    ],
    [...groups.map(row), ...totalOf(groups)],
  );
}

function shownOf(
  item: PlannedItem,
  coverage: ItemCoverage | undefined,
  copies: readonly PlannedCopy[],
): Shown {
  return {
    item,
    coverage,
    rule: coverage ? figuresOf(coverage) : "",
    consistency: [...new Set(copies.map(({ consistency }) => consistency))].join(", "),
    by:
      coverage?.status === "exempt"
        ? `exempt until ${coverage.exemption?.expires}`
        : item.classes.join(", "),
  };
}

type Group = readonly [Shown, ...Shown[]];

function row(group: Group): Row {
  const [{ item, coverage, rule, consistency, by }] = group;
  const largestFirst = [...group].sort((a, b) => b.item.usedGB - a.item.usedGB);
  return {
    cells: [
      coverage?.status ?? "watched",
      counted(group.length, kinds[item.kind]),
      ...sizeCells(sizesOf(group)),
      ...[rule, consistency, by],
    ],
    below: [manyNames(largestFirst.map((one) => one.item.name + heldTogether + sizeOf(one)))],
  };
}

/** All rows together; of one row that would be the same again. */
function totalOf(groups: readonly Group[]): Row[] {
  if (groups.length < 2) return [];
  const count = groups.reduce((sum, { length }) => sum + length, 0);
  const sizes = groups.map(sizesOf);
  const total: Sizes = {
    used: sumShown(sizes.map(({ used }) => used)),
    daily: sumShown(sizes.map(({ daily }) => daily)),
    estimated: sizes.some(({ estimated }) => estimated),
  };
  return [{ cells: ["all", counted(count, "item"), ...sizeCells(total), "", "", ""] }];
}

/** Gigabytes. */
interface Sizes {
  readonly used: number;
  readonly daily: number;
  /** Whether some of `used` is. */
  readonly estimated: boolean;
}

function sizesOf(group: Group): Sizes {
  return {
    used: sumShown(group.map(({ item }) => item.usedGB)),
    daily: sumShown(group.map(({ item }) => item.dailyChangeGB)),
    estimated: group.some(({ item }) => !item.measured),
  };
}

/** The sum of what is shown, so that it adds up for whoever reads it. */
function sumShown(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + roundedGigabytes(value), 0);
}

function sizeCells({ used, daily, estimated }: Sizes): [used: string, daily: string] {
  return [marked(gigabytes(used), estimated), marked(gigabytes(daily), true)];
}

function sizeOf({ item }: Shown): string {
  return marked(gigabytes(item.usedGB), !item.measured);
}

function figuresOf({ rule }: ItemCoverage): string {
  const { copies, media, offsite, immutable, unverified, met } = rule;
  return `${[copies, media, offsite, immutable, unverified].join("-")}${met ? " ok" : ""}`;
}
