import { type Weekday, weekdays } from "../calendar/weekday";
import { type Window } from "../estate";
import { type ClockChange } from "./clock-change";
import { type WeeklyStart } from "./pattern-schedule";
import { slotMinutes, slotsBetween, slotsPerDay, slotsPerWeek, timeOfDay } from "./week";

/**
 * The times at which a timer that waits for them finds a window just opened, every week of the year: those that are
 * declared and, where clocks skip one of them on some day, the first that they show after it.
 */
export function openingTimes(
  { days, from }: Pick<Window, "days" | "from">,
  changes: readonly ClockChange[],
): WeeklyStart[] {
  const moved = changes.flatMap(({ at, shift }) => {
    const isSkipped = days.some((day) => slotsBetween(at, openingSlot(day, from)) < shift);
    return isSkipped ? [(at + shift) % slotsPerWeek] : [];
  });
  return [{ days, time: from }, ...[...new Set(moved)].map(weeklyStart)];
}

/** A fraction where it does not begin with a slot. */
function openingSlot(day: Weekday, from: string): number {
  const [hours = NaN, minutes = NaN] = from.split(":").map(Number);
  return weekdays.indexOf(day) * slotsPerDay + (hours * 60 + minutes) / slotMinutes;
}

function weeklyStart(slot: number): WeeklyStart {
  const day = weekdays[Math.floor(slot / slotsPerDay)] as Weekday;
  return { days: [day], time: timeOfDay(slot % slotsPerDay) };
}
