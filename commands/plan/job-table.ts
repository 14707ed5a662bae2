import { type PlannedJob } from "../../model/plan/plan";
import { minutes } from "./figures";
import { table } from "./table";
import { indented } from "./text";

/** Every job: when it runs and how long. */
export function jobTable(jobs: readonly PlannedJob[]): string[] {
  return table(
    [
      { title: "job" },
      { title: "kind" },
      { title: "runs" },
      { title: "takes", align: "right" },
      { title: "at first", align: "right" },
      { title: "window" },
      { title: "items", align: "right" },
    ],
    jobs.map((job) => ({
      cells: [
        job.id,
        job.kind,
        job.schedule,
        job.schedule === "continuous" ? "" : minutes(job.durationMinutes),
        job.firstRunMinutes === undefined ? "" : minutes(job.firstRunMinutes),
        job.window ?? "",
        job.items.length === 0 ? "" : String(job.items.length),
      ],
      below: job.sync === undefined ? [] : indented(syncText(job.sync), "      "),
    })),
  );
}

function syncText({ from, into }: NonNullable<PlannedJob["sync"]>): string {
  return `from ${from} into ${into}, at the time that is declared`;
}
