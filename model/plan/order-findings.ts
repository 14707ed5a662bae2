import { type Finding } from "../finding";
import { type Arrangement } from "./arrangement";
import { overtaken } from "./succession";
import { type PlacedTask } from "./task";
import { byWindow, listed, nameOf, pathOf } from "./window-words";

interface EarlyJob {
  readonly job: PlacedTask;
  /** Those that it should follow. */
  readonly earlier: readonly PlacedTask[];
}

/** One warning for each window in which jobs run before those that they should follow. */
export function orderFindings({ placed }: Arrangement): Finding[] {
  const early = [...placed.values()].flatMap((job): EarlyJob[] => {
    const earlier = overtaken(job, placed);
    return earlier.length === 0 ? [] : [{ job, earlier }];
  });
  return byWindow(early, ({ job }) => job.task).map((jobs) => {
    const [{ job }] = jobs;
    return {
      severity: "warning",
      path: pathOf(job.task),
      message: `jobs run before those that they should follow: ${listed(jobs, describeOrder).join("; ")}`,
      fix: `make ${nameOf(job.task.request.window)} longer, or give some of its jobs another one`,
    };
  });
}

function describeOrder({ job, earlier }: EarlyJob): string {
  const ids = listed(earlier, ({ task }) => task.request.id).join(", ");
  return `${job.task.request.id} at ${job.task.request.path} before ${ids}`;
}
