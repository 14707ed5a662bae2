import { type Cost } from "../../model/plan/plan";
import { cents } from "../plan/cost-table";
import { gigabytes } from "../plan/figures";
import { amountOf, costChart, costRows, monthlyOf, totalOf } from "./cost-chart";
import { drawn } from "./draw";
import { layouts } from "./layout";
import { beforeEntry, legend, type LegendEntry } from "./legend";
import { type Markup, markup } from "./markup";
import { type PageSection } from "./page";
import { tableOf } from "./table";

/** What the copies in the vault cost a month, place by place. @param before - the cost that it is compared with */
export async function costSection(now: Cost, before?: Cost): Promise<PageSection> {
  return { id: "cost", title: "Cost", body: await bodyOf(now, before) };
}

async function bodyOf(now: Cost, before?: Cost): Promise<Markup> {
  const rows = costRows(now);
  if (rows.length === 0) return markup`<p>No copy lies where somebody bills for it.</p>`;
  const amount = (hundredths: number) => `${amountOf(hundredths)} ${now.currency}`;
  const was = before === undefined ? "" : ` Before the change it was ${amount(monthlyOf(before))}.`;
  const picture = await drawn({
    id: "cost-chart",
    title: "Cost a month by place",
    description: `A bar for each place that is billed: ${rows
      .map((row) => `${row.name} ${amount(totalOf(row))}`)
      .join(", ")}.`,
    chart: costChart(now, before),
    layouts: layouts(236, 96, [33, 34]),
  });
  return markup`<p>All places together cost <strong>${amount(monthlyOf(now))} a month</strong> once their histories are as long as promised.${was} To restore everything once costs ${amount(cents(now.firstRestore))}.</p>
${picture}
${legend([...entries, ...(before ? [beforeEntry] : [])])}
${placesTable(now)}
<p class="muted">Prices of ${now.asOf}: ${now.source}.</p>`;
}

const entries: readonly LegendEntry[] = [
  { shape: "solid", colour: "backup", words: "storage, or keys" },
  { shape: "hollow", colour: "backup", words: "hollow: requests" },
];

function placesTable({ places, currency }: Cost): Markup {
  const right = (title: string) => ({ title, number: true });
  return tableOf({
    caption: `What each place holds and costs, in ${currency}`,
    columns: [
      { title: "Place" },
      ...["GB", "Objects", "Storage a month", "Requests a month", "First restore"].map(right),
      { title: "Retrieval" },
    ],
    rows: places.map((place) => [
      ...[place.place, `~${gigabytes(place.storedGB)}`, place.objects.toLocaleString("en-US")],
      place.monthlyStorage.toFixed(2),
      place.monthlyRequests.toFixed(2),
      place.firstRestore.toFixed(2),
      place.retrieval,
    ]),
  });
}
