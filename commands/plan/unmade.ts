import { type Instructions } from "../../model/plan/instructions";
import { type Section } from "./section";
import { table } from "../support/table";

/** What this stack makes nothing of: what an operator has to make, and what nobody makes yet; none of it is promised. */
export function unmadeSections({
  operator,
  notMadeYet,
}: Pick<Instructions, "operator" | "notMadeYet">): Section[] {
  const sections = [
    { title: "For an operator to make", jobs: operator },
    { title: "Not made yet", jobs: notMadeYet },
  ];
  return sections
    .filter(({ jobs }) => jobs.length > 0)
    .map(({ title, jobs }) => ({ title: `${title} (${jobs.length})`, lines: jobTable(jobs) }));
}

interface UnmadeJob {
  readonly job: string;
  readonly class: string;
  readonly place: string;
  readonly schedule: string;
  readonly items: readonly string[];
}

function jobTable(jobs: readonly UnmadeJob[]): string[] {
  return table(
    [
      { title: "job" },
      { title: "class", mayGoBelow: true },
      { title: "place" },
      { title: "runs" },
      { title: "items", align: "right" },
    ],
    jobs.map(({ job, class: name, place, schedule, items }) => ({
      cells: [job, name, place, schedule, String(items.length)],
    })),
  );
}
