import * as fs from "node:fs";
import * as path from "node:path";
import { eventValues } from "../../model/calendar/calendar-event";
import { parseDeclaredEvent } from "../../model/calendar/declared-event";
import { isScheduleFault } from "../../model/calendar/schedule-fault";
import { formatTimeOfDay } from "../../model/calendar/time-of-day";
import { type Weekday, weekdaysOf } from "../../model/calendar/weekday";
import { Zone } from "../../model/calendar/zone";
import { type ClockChange, clockChanges } from "../../model/window/clock-change";
import { openingTimes } from "../../model/window/opening-times";
import { type WeeklyStart } from "../../model/window/pattern-schedule";
import { systemdTimer } from "../remote/timer";
import { agentName, type ExportSource } from "./source";

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

/**
 * What a source needs of the machine besides, as lines of its services. Who becomes the account of a database has to be
 * allowed that, and PAM, which `runuser` asks, sets the limits of a session.
 */
const becomesAccount =
  "CapabilityBoundingSet=CAP_SETUID CAP_SETGID\nSystemCallFilter=@setuid @resources\n";

const allowed: Readonly<Record<ExportSource, string>> = {
  pbs: "",
  pgbackrest: becomesAccount,
  dump: becomesAccount,
};

/** The services of every job of a source, templates of systemd's, by the name of their file. */
export function exportServices(source: ExportSource): Readonly<Record<string, string>> {
  const agent = agentName(source);
  const doing = (action: string) =>
    service.replaceAll("AGENT", agent).replaceAll("ACTION", action) + allowed[source];
  return {
    [`${agent}@.service`]: doing("export"),
    [`${agent}-resume@.service`]: doing("resume"),
  };
}

/**
 * The timers of one job, by the name of their file: one begins a round, the other goes on with one that is unfinished
 * whenever the window opens. One that a host which was down has missed fires when it is up again: the round is noted,
 * and made when the window opens.
 *
 * systemd leaves out a time that clocks skip: `systemd-analyze calendar` of 252 goes from 1 March 2026 to 15 March for
 * `Sun 02:30 America/New_York`. What begins at such a time has a second one, at which the clocks go on; in other weeks
 * it finds the rest under way or done.
 */
export function exportTimers(
  source: ExportSource,
  job: string,
  { schedule, window }: ExportTimes,
): Record<string, string> {
  const { timezone } = window;
  const agent = agentName(source);
  const changes = clockChanges(Zone.of(timezone));
  const openings = openingTimes(window, changes).map((start) => calendarOf(start));
  const inZone = (calendar: string) => `${calendar} ${timezone}`;
  return {
    [`${agent}@${job}.timer`]: systemdTimer(
      `Offsite export ${job}`,
      [schedule, ...whenSkipped(schedule, changes)].map(inZone),
    ),
    [`${agent}-resume@${job}.timer`]: systemdTimer(
      `Rest of the offsite export ${job}`,
      openings.map(inZone),
    ),
  };
}

/** The same event at the times at which clocks go on that have skipped its own. */
function whenSkipped(schedule: string, changes: readonly ClockChange[]): string[] {
  const event = parseDeclaredEvent(schedule);
  if (isScheduleFault(event)) throw new Error(`exports by "${schedule}": ${event.reason}`);
  const { hours, minutes } = eventValues(event);
  const times = hours.flatMap((hour) => minutes.map((minute) => formatTimeOfDay({ hour, minute })));
  // Several times a day: the next is hours away, not weeks.
  if (times.length > 1) return [];
  const { terms } = event;
  const [date = ""] = /\S+-\S+ /.exec(schedule) ?? [];
  const isEveryDate = [terms.days, terms.months, terms.years].every(({ length }) => length === 0);
  if (isEveryDate !== (date === ""))
    throw new Error(`the dates of "${schedule}" are not written out`);
  const days = weekdaysOf(event.weekdays);
  const moved = times.flatMap((from) => openingTimes({ days, from }, changes).slice(1));
  return moved.map((start) => calendarOf(start, date));
}

function calendarOf({ days, time }: WeeklyStart, date = ""): string {
  return `${days.map((day) => day.slice(0, 3)).join(",")} ${date}${time}`;
}
