import { parseCalendarEvent } from "../../model/calendar/calendar-event";
import { calendarEventSchedule } from "../../model/calendar/calendar-event-schedule";
import { occurrences } from "../../model/calendar/schedule";
import { isScheduleFault } from "../../model/calendar/schedule-fault";
import { Zone } from "../../model/calendar/zone";
import { type JobKind, type PlannedJob } from "../../model/plan/plan";

const minute = 60_000;
const day = 24 * 60;
const week = 7 * day;

/** Minutes that one character of the picture stands for. */
const cell = 120;

/** Weeks that are laid over one another, from a Monday on, so that what runs once a month shows as well. */
const weeks = 8;
const monday = Date.UTC(2026, 0, 5);

const letters: Readonly<Record<JobKind, string>> = {
  backup: "B",
  offsite: "O",
  sync: "S",
  prune: "P",
  "garbage-collection": "G",
  verify: "V",
  "verify-all": "A",
};

const labelWidth = 26;
const dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** A stretch of the week that a job takes. */
interface Stretch {
  readonly resource: string;
  /** Minutes since Monday 00:00; the end may lie in the next week. */
  readonly from: number;
  readonly to: number;
  readonly letter: string;
}

/**
 * What every node, store and link does in a week of the site's time, one letter for two hours. Small letters are
 * jobs that do not run every week. In a cell that several jobs share stands the one that takes most of it.
 */
export function weekPicture(jobs: readonly PlannedJob[], timezone: string): string[] {
  const zone = Zone.of(timezone);
  const stretches = jobs.flatMap((job) => stretchesOf(job, zone));
  const resources = [...new Set(stretches.map(({ resource }) => resource))].sort();
  if (resources.length === 0) return [];
  const names = dayNames.map((name) => `|${name}`.padEnd(day / cell)).join("");
  return [
    `  ${" ".repeat(labelWidth)}  ${names}|`,
    ...resources.map((resource) => {
      const own = stretches.filter((stretch) => stretch.resource === resource);
      return `  ${shortened(resource).padEnd(labelWidth)}  ${line(own)}`;
    }),
    "  B backup, O offsite, S sync, P prune, G garbage collection, V verify, A verify all; small: not every week;",
    `  each letter is two hours, times are those of ${timezone}`,
  ];
}

function stretchesOf(job: PlannedJob, zone: Zone): Stretch[] {
  const event = parseCalendarEvent(job.schedule);
  if (isScheduleFault(event)) return [];
  const runs = new Map<number, number>();
  const schedule = calendarEventSchedule(event, zone);
  // Clocks of the world differ from UTC by less than a day.
  const from = monday - day * minute;
  for (const run of occurrences(schedule, from, from + (weeks * week + 2 * day) * minute)) {
    const wall = Math.floor((zone.wallTime(run) - monday) / minute);
    if (wall < 0 || wall >= weeks * week) continue;
    runs.set(wall % week, (runs.get(wall % week) ?? 0) + 1);
  }
  const letter = letters[job.kind];
  return [...runs].flatMap(([start, times]) =>
    job.resources.map((resource) => ({
      resource,
      from: start,
      to: start + Math.max(1, job.durationMinutes),
      letter: times < weeks ? letter.toLowerCase() : letter,
    })),
  );
}

function line(stretches: readonly Stretch[]): string {
  return Array.from({ length: week / cell }, (_, at) => letterAt(stretches, at * cell)).join("");
}

function letterAt(stretches: readonly Stretch[], begin: number): string {
  let [best, most] = [begin % day === 0 ? "|" : "·", 0];
  for (const { from, to, letter } of stretches) {
    // A run that goes on after Sunday is seen at the beginning of the week as well.
    const taken = overlap(from, to, begin) + overlap(from - week, to - week, begin);
    if (taken > most) [best, most] = [letter, taken];
  }
  return best;
}

function overlap(from: number, to: number, begin: number): number {
  return Math.max(0, Math.min(to, begin + cell) - Math.max(from, begin));
}

function shortened(name: string): string {
  return name.length <= labelWidth ? name : `${name.slice(0, labelWidth - 1)}…`;
}
