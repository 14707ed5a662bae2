import { readFileSync } from "node:fs";
import * as path from "node:path";

/** What a real server said of a calendar event: see the fixture's README. */
export interface RecordedEvent {
  readonly event: string;
  /** Seconds since 1970. */
  readonly from: number;
  /** By time zone: runs in seconds, joined by commas and with `none` for the one that never comes; or `refused`. */
  readonly runs: Readonly<Record<string, string>>;
}

const file = path.join(__dirname, "../fixtures/pbs-4.2.3/calendar.tsv");

/** Every calendar event that was recorded. */
export function recordedEvents(): RecordedEvent[] {
  const [head = "", ...rows] = readFileSync(file, "utf8").trimEnd().split("\n");
  const [, , ...zones] = head.split("\t");
  return rows.map((row) => {
    const [event = "", from, ...runs] = row.split("\t");
    const byZone = zones.map((zone, index) => [zone, runs[index] ?? ""]);
    return {
      event,
      from: Number(from),
      runs: Object.fromEntries(byZone) as Record<string, string>,
    };
  });
}

/** The next four runs as they are recorded. */
export function fourRuns(from: number, next: (after: number) => number | undefined): string {
  const runs: string[] = [];
  for (let at: number | undefined = from; at !== undefined && runs.length < 4;) {
    at = next(at);
    runs.push(at === undefined ? "none" : String(at));
  }
  return runs.join(",");
}
