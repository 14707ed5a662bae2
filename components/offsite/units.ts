import * as fs from "node:fs";
import * as path from "node:path";
import { type Weekday } from "../../model/calendar/weekday";
import { Zone } from "../../model/calendar/zone";
import { clockChanges } from "../../model/window/clock-change";
import { openingTimes } from "../../model/window/opening-times";

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
 *
 * systemd leaves out a time that clocks skip: `systemd-analyze calendar` of 252 goes from 1 March 2026 to 15 March for
 * `Sun 02:30 America/New_York`. A window that opens at such a time has a second one, at which the clocks go on; in
 * other weeks it finds the rest under way or done.
 */
export function exportTimers(
  job: string,
  { schedule, window }: ExportTimes,
): Record<string, string> {
  const { timezone } = window;
  const openings = openingTimes(window, clockChanges(Zone.of(timezone))).map(
    ({ days, time }) => `${days.map((day) => day.slice(0, 3)).join(",")} ${time}`,
  );
  const inZone = (calendar: string) => `${calendar} ${timezone}`;
  return {
    [`offsite-export@${job}.timer`]: timer(`Offsite export ${job}`, [inZone(schedule)]),
    [`offsite-export-resume@${job}.timer`]: timer(
      `Rest of the offsite export ${job}`,
      openings.map(inZone),
    ),
  };
}

function timer(description: string, calendars: readonly string[]): string {
  const lines = [
    "[Unit]",
    `Description=${description}`,
    "",
    "[Timer]",
    ...calendars.map((calendar) => `OnCalendar=${calendar}`),
    "AccuracySec=1s",
    "",
    "[Install]",
    "WantedBy=timers.target",
  ];
  return `${lines.join("\n")}\n`;
}
