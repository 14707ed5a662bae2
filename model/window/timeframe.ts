import { parseDailyDuration } from "../calendar/daily-duration";
import { slotMinutes, slotsPerDay } from "./week";

/** The slots of the week in which a rule holds; what begins or ends within one is rounded to more. */
export function slotsIn(timeframe: readonly string[]): ReadonlySet<number> {
  return new Set(timeframe.flatMap(slotsOf));
}

function slotsOf(text: string): number[] {
  const duration = parseDailyDuration(text);
  if (!("start" in duration)) throw new Error(`"${text}" is no time of traffic control`);
  const { weekdays, start, end } = duration;
  const first = Math.floor(start / slotMinutes);
  const length = Math.ceil(end / slotMinutes) - first;
  return weekdays.flatMap((day) =>
    Array.from({ length }, (_, later) => (day - 1) * slotsPerDay + first + later),
  );
}
