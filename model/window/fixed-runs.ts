import { type CalendarEvent, eventValues } from "../calendar/calendar-event";
import { type Zone } from "../calendar/zone";
import { years } from "./clock-change";
import { slotMinutes, slotsOf, slotsPerWeek } from "./week";

/** When in the week a job runs whose schedule is declared. */
export interface FixedRuns {
  /** Slots of the week in which it may begin, ascending. */
  readonly runs: readonly number[];
  /** Slots that each run holds, from the first on. */
  readonly slots: number;
}

const minute = 60_000;
const minutesPerWeek = slotsPerWeek * slotMinutes;

/**
 * When a calendar event may begin, week by week: what is left out of some weeks, because it names dates, is taken in
 * all of them, and so is each hour at which an event in UTC comes in summer and in winter.
 */
export function fixedRuns(event: CalendarEvent, zone: Zone, durationMinutes: number): FixedRuns {
  const starts = minutesOfWeek(event);
  const offsets = event.utc ? offsetsOf(zone) : [0];
  const local = offsets.flatMap((offset) =>
    starts.map((start) => (start + offset + minutesPerWeek) % minutesPerWeek),
  );
  const runs = new Set(local.map((start) => Math.floor(start / slotMinutes)));
  const late = local.reduce((most, start) => Math.max(most, start % slotMinutes), 0);
  const { seconds } = eventValues(event);
  return {
    runs: [...runs].sort((a, b) => a - b),
    slots: slotsOf(late + Math.max(...seconds) / 60 + durationMinutes),
  };
}

function minutesOfWeek(event: CalendarEvent): number[] {
  const { hours, minutes } = eventValues(event);
  return event.weekdays.flatMap((weekday) =>
    hours.flatMap((hour) => minutes.map((at) => ((weekday - 1) * 24 + hour) * 60 + at)),
  );
}

/** Minutes by which the zone's clocks are ever ahead of UTC. */
function offsetsOf(zone: Zone): number[] {
  const offsets = new Set<number>();
  for (let at = Date.UTC(years.from, 0); at < Date.UTC(years.to, 0);) {
    const { until, offset } = zone.periodAt(at);
    offsets.add(offset / minute);
    at = until;
  }
  return [...offsets];
}
