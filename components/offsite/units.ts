import * as fs from "node:fs";
import * as path from "node:path";
import { type Weekday } from "../../model/calendar/weekday";

/** The hours in which exports may run, in the time of a site. */
export interface ExportWindow {
  /** Days on which it opens. */
  readonly days: readonly Weekday[];
  /** HH:MM. */
  readonly from: string;
  readonly minutes: number;
  /** A time zone of the IANA database. */
  readonly timezone: string;
}

/** What the units of a job follow from. */
export interface ExportTimes {
  /** Calendar event, in the time zone of the window. */
  readonly schedule: string;
  readonly window: ExportWindow;
}

const service = fs.readFileSync(
  path.join(__dirname, "..", "..", "agents", "offsite-export", "job.service"),
  "utf8",
);

/** The services of every job, templates of systemd's, by the name of their file. */
export const exportServices: Readonly<Record<string, string>> = {
  "offsite-export@.service": service.replaceAll("ACTION", "export"),
  "offsite-export-resume@.service": service.replaceAll("ACTION", "resume"),
};

/**
 * The timers of one job, by the name of their file: one begins a round, the other goes on with one that is unfinished
 * whenever the window opens. A run that was missed is not made up for, because that would be outside of the window.
 */
export function exportTimers(
  job: string,
  { schedule, window }: ExportTimes,
): Record<string, string> {
  const { days, from, timezone } = window;
  const opening = `${days.map((day) => day.slice(0, 3)).join(",")} ${from}`;
  return {
    [`offsite-export@${job}.timer`]: timer(`Offsite export ${job}`, `${schedule} ${timezone}`),
    [`offsite-export-resume@${job}.timer`]: timer(
      `Rest of the offsite export ${job}`,
      `${opening} ${timezone}`,
    ),
  };
}

function timer(description: string, calendar: string): string {
  const lines = [
    "[Unit]",
    `Description=${description}`,
    "",
    "[Timer]",
    `OnCalendar=${calendar}`,
    "AccuracySec=1s",
    "",
    "[Install]",
    "WantedBy=timers.target",
  ];
  return `${lines.join("\n")}\n`;
}
