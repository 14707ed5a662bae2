import { longestGapHours } from "../../model/calendar/longest-gap";
import { type VeeamSchedule } from "../../model/calendar/veeam-schedule";
import { weekdayNumber } from "../../model/calendar/weekday";

/** In which a round may wait for its window. */
const waitingDays = 1;

/** From the first such day of one month to that of the next, at most. */
const monthDays = 35;

const weekLength = 7;

/**
 * Whole days that may lie between the beginnings of two rounds, after which the agent calls one missed: the longest that a
 * schedule leaves between two, and one more. Of what comes several times a day, a day.
 *
 * @param schedule - a calendar event
 * @throws Error for a schedule that does not run twice, which the plan makes none of
 */
export function roundDays(schedule: string, timezone: string): number {
  const hours = longestGapHours(schedule, timezone);
  if (hours === undefined) throw new Error(`exports by "${schedule}" never follow one another`);
  return Math.round(hours / 24) + waitingDays;
}

/** The same of what a Veeam server keeps time of. */
export function veeamRoundDays(schedule: VeeamSchedule): number {
  if (!("days" in schedule)) return monthDays + waitingDays;
  const days = schedule.days.map(weekdayNumber).sort((a, b) => a - b);
  const gaps = days.map((day, at) => (days[at + 1] ?? (days[0] as number) + weekLength) - day);
  return Math.max(...gaps) + waitingDays;
}
