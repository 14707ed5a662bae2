import { type PlannedCopy } from "../../model/plan/plan";
import { days } from "../plan/figures";
import { drawn } from "./draw";
import { layouts } from "./layout";
import { beforeEntry, legend, type LegendEntry } from "./legend";
import { type Markup, markup } from "./markup";
import { type PageSection } from "./page";
import { keptClasses, type KeptClass, retentionChart } from "./retention-chart";
import { folded, tableOf } from "./table";

/** How far back each class is kept, as a picture and in words. @param before - the copies that it is compared with */
export async function retentionSection(
  now: readonly PlannedCopy[],
  before?: readonly PlannedCopy[],
): Promise<PageSection> {
  const kept = keptClasses(now);
  const picture = await drawn({
    id: "retention-chart",
    title: "How far back each class is kept",
    description:
      `A row for each class and place, ${kept.length} of them, on an axis of days into the past. ` +
      "The table below has the figures.",
    chart: retentionChart(kept, before && keptClasses(before)),
    layouts: layouts(300, 176, [44, 34]),
  });
  return {
    id: "retention",
    title: "How far back",
    body: markup`<p>What is kept of each class in each place, once its history is as long as promised. The axis gives recent days more room.</p>
${picture}
${legend([...entries, ...(before ? [beforeEntry] : [])])}
${folded("The figures as a table", keptTable(kept))}`,
  };
}

const entries: readonly LegendEntry[] = [
  { shape: "hollow", colour: "backup", words: "frame: nothing younger is deleted" },
  { shape: "solid", colour: "backup", words: "filled: a copy at least so old is kept" },
  { shape: "core", colour: "backup", words: "thin: the same, not to be relied on yet" },
  { shape: "mark", colour: "text", words: "promised" },
];

function keptTable(kept: readonly KeptClass[]): Markup {
  const right = (title: string) => ({ title, number: true });
  return tableOf({
    caption: "What is kept, by class and place; of copies that differ the worst",
    columns: [
      ...[{ title: "Class" }, { title: "Place" }],
      ...["Copies", "Promised", "Keeps", "Oldest at least", "Locked"].map(right),
      { title: "Stands" },
    ],
    rows: kept.map((one) => [
      ...[one.class, one.place, one.copies, `${one.promised} d`],
      ...(one.keeps === 0 ? ["unproven", "unproven"] : [days(one.keeps), days(one.oldest)]),
      ...[one.lockDays === undefined ? "" : `${one.lockDays} d`, one.standing],
    ]),
  });
}
