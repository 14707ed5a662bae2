import { type Sent } from "../../support";
import { timed } from "../../timed";
import { told } from "../../told";

/** A weekly export that a timer of that agent begins, as its host is told of it: `offsite-export-dump`. */
export function exportBy(
  agent: string,
  kind: string,
  config: Readonly<Record<string, unknown>>,
  more: { readonly host?: string; readonly calendar?: string; readonly state?: string } = {},
): Sent {
  const { host = "host", ...due } = more;
  const { timers, settings } = timed(`${agent}@job.timer`, due);
  return told(
    kind,
    { config: { bucket: "archive", ...config }, timers },
    { name: "export", identity: "job", host, settings },
  );
}

const trigger =
  "<CalendarTrigger><ScheduleByWeek><DaysOfWeek><Monday /></DaysOfWeek></ScheduleByWeek></CalendarTrigger>";

/** The same by a task of Windows. */
export function exportOnWindows(
  config: Readonly<Record<string, unknown>>,
  { host = "host", enabled = true }: { readonly host?: string; readonly enabled?: boolean } = {},
): Sent {
  return told(
    "windows offsite export",
    { config: { bucket: "archive", ...config }, tasks: { round: { enabled } } },
    {
      ...{ name: "export", identity: "job", host },
      settings: { tasks: { round: { xml: `<Triggers>${trigger}</Triggers>` } } },
    },
  );
}

/** A bucket on the MinIO of that address. */
export const minioBucket = (minioServer: unknown): Sent => ({
  ...{ type: "minio:index/s3Bucket:S3Bucket", name: "bucket", props: { bucket: "dumps" } },
  provider: { minioServer },
});
