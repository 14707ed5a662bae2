import { counted } from "../../model/plan/name-list";
import { type PlannedJob } from "../../model/plan/plan";
import { minutes } from "../plan/figures";
import { drawn } from "./draw";
import { layouts } from "./layout";
import { beforeEntry, legend, type LegendEntry } from "./legend";
import { type Markup, markup } from "./markup";
import { type PageSection } from "./page";
import { folded, tableOf } from "./table";
import { type JobGroup, jobGroups, type Week, weekChart } from "./week-chart";

/** The week as a picture, and every job in words. @param before - the week that it is compared with */
export async function weekSection(now: Week, before?: Week): Promise<PageSection> {
  const { jobs, timezone } = now;
  const used = jobGroups
    .map((group) => ({
      group,
      count: jobs.filter(({ kind }) => group.kinds.includes(kind)).length,
    }))
    .filter(({ count }) => count > 0);
  const counts = used.map(({ group, count }) => `${group.title.toLowerCase()} ${count}`);
  const picture = await drawn({
    id: "week-chart",
    title: "The jobs of a week",
    description:
      "A row for each job on an axis from Monday 00:00 to Sunday 24:00. " +
      `Jobs by what they do: ${counts.join(", ")}. The table below tells the same in words.`,
    chart: weekChart(now, before),
    layouts: layouts(236, 0, [33, 48]),
  });
  return {
    id: "week",
    title: "The week",
    body: markup`<p>When each job runs, in the time of ${timezone}.</p>
${picture}
${legend([...used.map(({ group }) => entryOf(group)), ...entries, ...(before ? [beforeEntry] : [])])}
${folded(`${counted(jobs.length, "job")} as a table`, jobTable(jobs))}`,
  };
}

const entries: readonly LegendEntry[] = [
  { shape: "hollow", colour: "text", words: "hollow: not every week" },
  { shape: "shade", colour: "shade", words: "the window that the job may use" },
];

function entryOf({ title, colour }: JobGroup): LegendEntry {
  return { shape: "solid", colour, words: title };
}

function jobTable(jobs: readonly PlannedJob[]): Markup {
  return tableOf({
    caption: "Every job: when it runs, how long, and in which window",
    columns: [
      ...[{ title: "Job" }, { title: "Kind" }, { title: "Runs" }],
      { title: "Takes", number: true },
      { title: "Window" },
      { title: "Items", number: true },
    ],
    rows: jobs.map((job) => [
      ...[job.id, job.kind, job.schedule],
      job.schedule === "continuous" ? "" : minutes(job.durationMinutes),
      job.window ?? "",
      job.items.length === 0 ? "" : job.items.length,
    ]),
  });
}
