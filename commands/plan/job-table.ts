import { type PlannedJob } from "../../model/plan/plan";
import { minutes } from "./figures";
import { table } from "../support/table";

/** Every job: when it runs and how long. */
export function jobTable(jobs: readonly PlannedJob[]): string[] {
  return table(
    [
      { title: "job" },
      { title: "kind", mayGoBelow: true },
      { title: "runs" },
      { title: "takes", align: "right" },
      { title: "at first", align: "right", mayGoBelow: true },
      { title: "window", mayGoBelow: true },
      { title: "items", align: "right" },
    ],
    jobs.map((job) => ({
      cells: [
        job.id,
        job.kind,
        job.schedule,
        job.schedule === "continuous" ? "" : minutes(job.durationMinutes),
        firstMinutes(job),
        job.window ?? "",
        job.items.length === 0 ? "" : String(job.items.length),
      ],
      below: [...(job.sync === undefined ? [] : [syncText(job.sync)]), ...firstRunTexts(job)],
    })),
  );
}

function firstMinutes({ firstRun, firstRunMinutes }: PlannedJob): string {
  const first = firstRun?.minutes ?? firstRunMinutes;
  return first === undefined ? "" : minutes(first);
}

/** When the first run is made, unless that is simply as scheduled. */
function firstRunTexts({ schedule, firstRun }: PlannedJob): string[] {
  if (firstRun === undefined) return [];
  const { week, start } = firstRun;
  if (week === null) return ["first run: no week has room for it beside the others"];
  const at = start === undefined ? "" : ` at ${start}`;
  const inWeek = week === 1 ? "" : ` in week ${week}`;
  if (start !== undefined && schedule !== "continuous")
    return [`first run by hand${at}${inWeek}, and off until then`];
  return at + inWeek === "" ? [] : [`to be switched on${at}${inWeek}`];
}

function syncText({ from, into }: NonNullable<PlannedJob["sync"]>): string {
  return `from ${from} into ${into}, at the time that is declared`;
}
