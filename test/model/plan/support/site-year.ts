import { occurrences } from "../../../../model/calendar/schedule";
import { eventValues, parseCalendarEvent } from "../../../../model/calendar/calendar-event";
import { isScheduleFault } from "../../../../model/calendar/schedule-fault";
import { Zone } from "../../../../model/calendar/zone";
import { weekdays } from "../../../../model/calendar/weekday";
import { type Window } from "../../../../model/estate";
import { type JobRequest } from "../../../../model/plan/job-request";

export { occurrences };

const minute = 60_000;
const day = 1440 * minute;

/** A stretch of time in instants, its end not included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Run extends Stretch {
  readonly job: string;
  /** What the clocks read when it began. */
  readonly wall: number;
}

/** Every date of some years, as wall time at midnight, with the day of the week by the calendar of JavaScript. */
export function* dates(firstYear: number, years: number) {
  for (
    let date = Date.UTC(firstYear, 0, 1);
    date < Date.UTC(firstYear + years, 0, 1);
    date += day
  ) {
    yield { date, iso: new Date(date).getUTCDay() || 7 };
  }
}

/**
 * Every run of the job in those years on the site's clocks, a time that they show twice both times, each so long
 * as it may hold its resources: begun up to a minute late.
 */
export function runs(
  { id, durationMinutes }: Pick<JobRequest, "id" | "durationMinutes">,
  schedule: string,
  timezone: string,
  firstYear: number,
  years: number,
): Run[] {
  const event = parseCalendarEvent(schedule);
  if (isScheduleFault(event)) throw new Error(`${schedule}: ${event.reason}`);
  const zone = Zone.of(timezone);
  const { days, hours, minutes } = eventValues(event);
  const found: Run[] = [];
  for (const { date, iso } of dates(firstYear, years)) {
    if (!event.weekdays.includes(iso)) continue;
    if (!days.includes(new Date(date).getUTCDate())) continue;
    for (const hour of hours) {
      for (const at of minutes) {
        const wall = date + (hour * 60 + at) * minute;
        for (const from of zone.instants(wall)) {
          found.push({ job: id, wall, from, to: from + (durationMinutes + 1) * minute });
        }
      }
    }
  }
  return found;
}

/** Two runs of different jobs, or two of one job that were to begin at different times, that are running at once. */
export function collisions(all: readonly Run[]): [Run, Run][] {
  const sorted = [...all].sort((a, b) => a.from - b.from);
  const found: [Run, Run][] = [];
  let running: Run[] = [];
  for (const run of sorted) {
    running = running.filter(({ to }) => to > run.from);
    for (const other of running) {
      const again = other.job === run.job && other.wall === run.wall;
      if (!again) found.push([other, run]);
    }
    running.push(run);
  }
  return found;
}

/** When the window is open in those years and a week around them. */
export function openings(
  window: Window,
  timezone: string,
  firstYear: number,
  years: number,
): Stretch[] {
  const zone = Zone.of(timezone);
  const [hours = 0, minutes = 0] = window.from.split(":").map(Number);
  const found: Stretch[] = [];
  for (const { date, iso } of dates(firstYear - 1, years + 2)) {
    if (!window.days.includes(weekdays[iso - 1]!)) continue;
    const opens = date + (hours * 60 + minutes) * minute;
    const closes = opens + window.hours * 60 * minute;
    found.push({ from: moment(zone, opens)[0]!, to: moment(zone, closes).at(-1)! });
  }
  return found;
}

/** When the clocks read that, or when they skip it. */
function moment(zone: Zone, wall: number): readonly number[] {
  for (let later = wall; ; later += minute) {
    const instants = zone.instants(later);
    if (instants.length > 0) return instants;
  }
}

/** Whether the stretch lies in what is open, openings that touch taken together. */
export function covers(open: readonly Stretch[], { from, to }: Stretch): boolean {
  let reached = from;
  for (let grown = true; grown && reached < to;) {
    const next = Math.max(
      reached,
      ...open.filter((o) => o.from <= reached && o.to > reached).map((o) => o.to),
    );
    grown = next > reached;
    reached = next;
  }
  return reached >= to;
}
