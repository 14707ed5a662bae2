import { type Zone } from "../calendar/zone";
import { slotMinutes, slotsBetween } from "./week";

/** A moment of some week in the year at which a zone's clocks are moved. */
export interface ClockChange {
  /** What the clocks read when they are moved: a slot of the week. */
  readonly at: number;
  /** Slots by which they are moved: ahead, and so many are skipped; or back, if negative, and so many are repeated. */
  readonly shift: number;
}

/**
 * Every date falls on the same days of the week again after 28 years, so that these years hold whatever a zone's
 * rules can bring about. They are fixed lest a schedule change with the day on which the plan is made.
 */
export const years = { from: 2026, to: 2054 };

const minute = 60_000;

/** 1970-01-05, whose midnight begins a week. */
const aMonday = Date.UTC(1970, 0, 5);

const known = new WeakMap<Zone, readonly ClockChange[]>();

/**
 * The changes of the zone's clocks by their place in the week, each once. Every zone of today moves its clocks by
 * whole slots at whole slots.
 */
export function clockChanges(zone: Zone): readonly ClockChange[] {
  const changes = known.get(zone) ?? look(zone);
  known.set(zone, changes);
  return changes;
}

function look(zone: Zone): ClockChange[] {
  const changes = new Map<string, ClockChange>();
  const end = Date.UTC(years.to, 0, 1);
  for (let instant = Date.UTC(years.from, 0, 1); instant < end;) {
    const { until, offset } = zone.periodAt(instant);
    const shift = (zone.offset(until) - offset) / minute / slotMinutes;
    const at = slotsBetween(0, (until + offset - aMonday) / minute / slotMinutes);
    if (shift !== 0) changes.set(`${at} ${shift}`, { at, shift });
    instant = until;
  }
  return [...changes.values()].sort((a, b) => a.at - b.at || a.shift - b.shift);
}
